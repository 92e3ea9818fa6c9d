import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { between, table } from "../src/docs/markdown";
import { growth, guardrails, type Row, synthesis } from "./comparisons";
import { makeCdk } from "./contestants/cdk";
import { buildMeasured, systems } from "./contestants/plinth";
import { ROOT } from "./measure/folders";

const PAGE = join(ROOT, "bench/README.md");

const verdict = (held: Row["held"]): string => (held === undefined ? "" : held ? "held" : "**missed**");

/** Writes the table into the page, between its markers. */
async function write(about: string, rows: readonly Row[]): Promise<void> {
  const cells = rows.map(({ what, measured, target, held, behind }) => [
    what,
    measured,
    target,
    verdict(held),
    behind,
  ]);
  const head = ["what", "measured", "target", "", "behind it"];
  const page = between(readFileSync(PAGE, "utf8"), "figures", `${about}\n\n${table(head, cells)}`, PAGE);
  writeFileSync(PAGE, await format(page, { ...(await resolveConfig(PAGE)), parser: "markdown" }));
}

/** `bench [--write] [--rounds N]`: exits with 0 when everything could be measured, whatever the figures are. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { write: { type: "boolean", default: false }, rounds: { type: "string", default: "7" } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) {
    throw new Error(`--rounds is ${values.rounds}: a whole number from 1 is allowed`);
  }
  const all = systems();
  const [largest] = [...all].sort((a, b) => b.resources - a.resources);
  if (largest === undefined) throw new Error("main.ts deploys no system");
  makeCdk(all);
  await buildMeasured();
  const rows: Row[] = [];
  for (const step of [
    () => synthesis(rounds),
    () => growth(Math.ceil(rounds / 3), largest),
    () => [guardrails(rounds)],
  ]) {
    for (const row of step()) {
      rows.push(row);
      console.log(`${verdict(row.held).padEnd(10)} ${row.measured.padEnd(24)} ${row.what} (${row.behind})`);
    }
  }
  const shown = all.map(({ name, resources }) => `\`${name}\` (${resources} resources)`).join(", ");
  const machine = `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`;
  if (values.write) await write(`${shown}; ${rounds} rounds; ${machine}.`, rows);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
