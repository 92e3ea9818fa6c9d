import { Construct } from "constructs";
import { Key } from "./key";

/** The keys of a system by what they protect, so that one can be revoked without the others. */
export class SystemKeys<Purpose extends string> extends Construct {
  private readonly keys: ReadonlyMap<Purpose, Key>;

  /** @param purposes what each key protects, e.g. `{ logs: "log groups" }` */
  constructor(scope: Construct, id: string, purposes: Readonly<Record<Purpose, string>>) {
    super(scope, id);
    const entries = Object.entries(purposes) as [Purpose, string][];
    this.keys = new Map(
      entries.map(([purpose, protects]) => [
        purpose,
        new Key(this, purpose, { purpose, description: `Encrypts ${protects} of ${scope.node.id}` }),
      ]),
    );
  }

  get(purpose: Purpose): Key {
    const key = this.keys.get(purpose);
    if (key === undefined) throw new RangeError(`there is no key "${purpose}"`);
    return key;
  }
}
