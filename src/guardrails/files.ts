import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { isObject, kindOf } from "./model/json";
import type { Suppression } from "./suppressions";

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
    throw new Error(`${file} is not JSON${hint || `: ${cause instanceof Error ? cause.message : ""}`}`, {
      cause,
    });
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

/** Reads a file of suppressions: a list of objects with rule, address, reason and, if it is for one, stack. */
export function readSuppressions(file: string): readonly Suppression[] {
  const json = readJson(file);
  if (!Array.isArray(json))
    throw new Error(`${file} is ${kindOf(json)}, where a list of suppressions is needed`);
  const problems: string[] = [];
  const read = (json as unknown[]).flatMap((item, i): Suppression[] => {
    const { rule, address, reason = "", stack, ...rest } = isObject(item) ? item : {};
    const extra = Object.keys(rest);
    if (
      typeof rule !== "string" ||
      typeof address !== "string" ||
      typeof reason !== "string" ||
      extra.length > 0
    ) {
      const unknown = extra.length > 0 ? ` (it has ${extra.join(", ")})` : "";
      problems.push(
        `suppression ${i + 1} needs the texts rule, address and reason, and may have stack${unknown}`,
      );
      return [];
    }
    return [{ rule, address, reason, ...(typeof stack === "string" ? { stack } : {}) }];
  });
  if (problems.length > 0) throw new Error([file, ...problems.map((problem) => `  - ${problem}`)].join("\n"));
  return read;
}
