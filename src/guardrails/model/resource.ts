import { parseAddress, withoutKeys } from "./address";
import type { Source } from "./source";
import { View } from "./view";

/**
 * - `managed`, `data`: as in Terraform.
 * - `provider`: a provider's settings, of type `provider`.
 * - `settings`: the `terraform` block, of type and address `terraform`: one in every configuration.
 * - `module`: a call of a module whose resources the file does not hold, of type `module`.
 */
export type Mode = "managed" | "data" | "provider" | "settings" | "module";

/** A resource (in a plan or state: an instance) as rules see it. */
export class Resource extends View {
  /** The address of the module it is in, "" for the root. */
  readonly module: string;
  /** Its instance key, if it has one. */
  readonly key: string | number | undefined;
  /** Its address in its module, without key. */
  readonly subject: string;
  /** Its address without any key: that of the block that made it. */
  readonly blockAddress: string;

  constructor(
    readonly address: string,
    readonly mode: Mode,
    readonly type: string,
    readonly name: string,
    /** Its body, for the engine; rules use `get`. */
    readonly body: Source,
  ) {
    super(body);
    const parsed =
      mode === "module" ? { module: "", subject: address, key: undefined } : parseAddress(address);
    this.module = parsed.module;
    this.key = parsed.key;
    this.subject = parsed.subject;
    this.blockAddress = parsed.module === "" ? parsed.subject : withoutKeys(address);
  }
}
