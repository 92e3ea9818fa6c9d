import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The lines of something that was recorded from a real run of Terraform or cdktf. */
export function recorded(name: string): string[] {
  return readFileSync(join(__dirname, "recorded", name), "utf8").split("\n");
}

/** Leaves out what a mapping does not know. */
export function defined<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}
