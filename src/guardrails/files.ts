import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** Reads a JSON file. @throws Error that names the file and says what it is instead */
export function readJson(file: string): unknown {
  const text = readFileSync(file, "utf8");
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    const start = text.trimStart();
    const hint = start.startsWith('{"@level"')
      ? ": it is the log of `terraform plan -json`; give `terraform show -json` of the plan file"
      : start.startsWith("PK")
        ? ": it is a plan file; give `terraform show -json` of it"
        : "";
    throw new Error(`${file} is not JSON${hint || `: ${(cause as Error).message}`}`, { cause });
  }
}

/**
 * The files that a path of the command line means: itself, or for a folder of CDKTF's output (`cdktf.out`) the
 * configuration of each stack in it.
 *
 * @throws Error if there is no such path, or no stack in the folder
 */
export function filesAt(path: string): readonly string[] {
  if (!existsSync(path)) throw new Error(`${path} does not exist`);
  if (!statSync(path).isDirectory()) return [path];
  const own = join(path, "cdk.tf.json");
  if (existsSync(own)) return [own];
  const stacks = join(path, "stacks");
  const files = existsSync(stacks)
    ? readdirSync(stacks)
        .sort()
        .map((stack) => join(stacks, stack, "cdk.tf.json"))
        .filter((file) => existsSync(file))
    : [];
  if (files.length === 0)
    throw new Error(`${path} is a folder without stacks: there is no stacks/*/cdk.tf.json in it`);
  return files;
}
