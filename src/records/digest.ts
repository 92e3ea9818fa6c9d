import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { basename, join } from "node:path";

/** Files that do not take part in a proof: tests, texts, reports, and what Python and Terraform write. */
const LEFT_OUT =
  /(^|\/)(tests|__pycache__|\.pytest_cache|\.terraform)(\/|$)|\.md$|guardrails\.json$|\.terraform\.lock\.hcl$/;

/**
 * The SHA-256 of files and of their paths.
 * @param root the folder that the paths start from: it is not part of the digest
 * @param paths files and folders
 * @throws Error if a path does not exist
 */
export function digestOf(root: string, paths: readonly string[]): string {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((one) => filesAt(root, one)).sort()) {
    hash.update(
      `${path}\n${createHash("sha256")
        .update(readFileSync(join(root, path)))
        .digest("hex")}\n`,
    );
  }
  return hash.digest("hex");
}

function filesAt(root: string, path: string): string[] {
  const place = join(root, path);
  if (!existsSync(place)) throw new Error(`${basename(path)} does not exist in ${root}`);
  if (statSync(place).isFile()) return LEFT_OUT.test(path) ? [] : [path];
  return readdirSync(place).flatMap((name) =>
    LEFT_OUT.test(`${path}/${name}`) ? [] : filesAt(root, `${path}/${name}`),
  );
}
