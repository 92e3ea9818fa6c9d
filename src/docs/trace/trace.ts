import { basename } from "node:path";
import { table } from "../markdown";
import { type Implementation, implementationsOf } from "./code";
import { requirementSystems, type Row, rowsOf } from "./requirements";
import { type RequirementTest, requirementTests } from "./tests";

/** A requirement row with its tests and its code. */
export interface Trace extends Row {
  readonly tests: readonly RequirementTest[];
  readonly code: readonly Implementation[];
}

/** The rows of a system. */
export function traceSystem(system: string, root: string): Trace[] {
  const tests = requirementTests(root);
  const code = implementationsOf(system, root);
  return rowsOf(system, root).map((row) => ({
    ...row,
    tests: tests.filter(({ id }) => id === row.id),
    code: code.filter(({ id }) => id === row.id),
  }));
}

/** The rows of all systems that have a requirement table. */
export const traceAll = (root: string): Trace[] =>
  requirementSystems(root).flatMap((system) => traceSystem(system, root));

/** A row with its code and its tests, as text for a terminal. */
export function formatTrace({ id, text, code, tests }: Trace): string {
  const lines = [`${id}  ${text}`, "", "Code:"];
  for (const { file, line, uses } of code) {
    lines.push(`  ${file}:${line}`, ...uses.map((use) => `    ${use.name} (${use.file})`));
  }
  if (code.length === 0) lines.push("  none");
  lines.push("", "Tests:", ...tests.map(({ file, line, name }) => `  ${file}:${line}  ${name}`));
  if (tests.length === 0) lines.push("  none");
  return lines.join("\n");
}

/** The rows of a system as a table of Markdown, with links from `docs/systems`. */
export function traceTable(system: string, root: string): string {
  const link = (file: string, text: string): string => `[${text}](../../${file})`;
  const rows = traceSystem(system, root).map(({ id, code, tests }) => {
    const uses = new Map(code.flatMap((one) => one.uses.map(({ name, file }) => [name, file] as const)));
    const places = new Set(code.map(({ file }) => file));
    const files = new Set(tests.map(({ file }) => file));
    return [
      id,
      [...places].map((file) => link(file, basename(file))).join(", "),
      [...uses].map(([name, file]) => link(file, `\`${name}\``)).join(", "),
      [...files].map((file) => link(file, basename(file))).join(", "),
    ];
  });
  return table(["row", "where", "constructs", "tests"], rows);
}
