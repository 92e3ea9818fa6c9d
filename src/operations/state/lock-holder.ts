import { readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import { type S3State } from "../stack";

/** A Terraform that works on a state on this machine. */
export interface Holder {
  readonly pid: number;
  /** Its command line. */
  readonly command: string;
  readonly folder: string;
}

/**
 * The Terraform processes of this machine that were set up for a state: Terraform notes in its working
 * folder which backend it uses.
 * @returns undefined where there is no /proc to look in
 */
export async function runningOn(state: Pick<S3State, "bucket" | "key">): Promise<Holder[] | undefined> {
  const names = await readdir("/proc").catch(() => undefined);
  if (names === undefined) return undefined;
  const found = await Promise.all(
    names.filter((name) => /^\d+$/.test(name)).map((name) => holderAt(Number(name), state)),
  );
  return found.filter((holder) => holder !== undefined);
}

async function holderAt(pid: number, state: Pick<S3State, "bucket" | "key">): Promise<Holder | undefined> {
  // What has just ended, or is somebody else's, cannot be read.
  const args = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
  if (!/(^|\/)(terraform|tofu)$/.test(args[0] ?? "")) return undefined;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => "");
  const noted = await readFile(join(folder, ".terraform/terraform.tfstate"), "utf8").catch(() => "{}");
  const { backend } = JSON.parse(noted) as { backend?: { config?: { bucket?: string; key?: string } } };
  const { bucket, key } = backend?.config ?? {};
  if (bucket !== state.bucket || key !== state.key) return undefined;
  return { pid, command: args.filter((arg) => arg !== "").join(" "), folder };
}
