import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A place in the sources: path from the project's folder, and line from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A test whose name begins with the id of a requirement. */
export interface RequirementTest extends Place {
  readonly id: string;
  readonly name: string;
}

const CALL =
  /(?<![.\w])(?:test|it)(?:\.each\((?:[^()]|\([^()]*\))*\))?\(\s*(["'`])([A-Z]{2}-\d+)\b((?:(?!\1).)*)/g;

/** The tests in a text. Skipped tests and names of groups do not count. */
export function testsIn(text: string, file: string): RequirementTest[] {
  return [...text.matchAll(CALL)].map(({ 0: call, 2: id, 3: rest, index }) => ({
    id: id as string,
    name: `${id as string}${rest as string}`,
    file,
    line: text.slice(0, index + call.length).split("\n").length,
  }));
}

/** The tests of all systems. */
export function requirementTests(root: string): RequirementTest[] {
  const folder = "__tests__/systems";
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.(test|terraform|cloud)\.ts$/.test(path))
    .sort()
    .flatMap((path) => testsIn(readFileSync(join(root, folder, path), "utf8"), `${folder}/${path}`));
}
