import { readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { around, each, growth, guardrails, synthesis } from "./comparisons";
import { makeCdk } from "./contestants/cdk";
import { makeCdktf } from "./contestants/cdktf";
import { bundleApp, settle, systems, written } from "./contestants/plinth";
import { ROOT } from "./measure/folders";
import { type Result } from "./measure/result";

const PAGE = join(ROOT, "bench/README.md");
const [START, END] = ["<!-- figures -->", "<!-- /figures -->"];

function table(results: readonly Result[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = ["what", "against", "minimum", "median", "target", "holds", "behind it"];
  const rows = results.map(({ what, against, minimum, median, target, behind }) =>
    line([what, against, minimum, median, target?.text ?? "", verdict(target), behind]),
  );
  return [line(head), line(head.map(() => "---")), ...rows].join("\n");
}

const verdict = (target: Result["target"]): string =>
  target === undefined ? "" : target.holds ? "yes" : "**no**";

/** Puts the table between the page's markers. */
async function write(text: string): Promise<void> {
  const page = readFileSync(PAGE, "utf8");
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has no place for the table: ${START} ... ${END}`);
  const filled = `${page.slice(0, from + START.length)}\n\n${text}\n\n${page.slice(to)}`;
  writeFileSync(PAGE, await format(filled, { ...(await resolveConfig(PAGE)), parser: "markdown" }));
}

/** `bench [--write] [--rounds N]`: 0 when everything could be measured, whatever the figures say. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { write: { type: "boolean", default: false }, rounds: { type: "string", default: "9" } },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${values.rounds}: a count is meant`);
  const few = Math.ceil(rounds / 3);

  const all = systems();
  const [largest] = [...all].sort((a, b) => b.resources - a.resources);
  if (largest === undefined) throw new Error("main.ts deploys no system");
  const files = written();
  settle();
  makeCdk(all);
  await makeCdktf();
  await bundleApp();
  const steps: readonly (() => Result[])[] = [
    () => synthesis(rounds, files),
    () => each(rounds, all, files),
    () => around(few),
    () => growth(few, largest),
    () => guardrails(rounds, all),
  ];
  const results = steps.flatMap((step) => {
    const made = step();
    for (const { what, against, minimum, target } of made) {
      const mark = target === undefined ? "      " : target.holds ? "holds " : "MISSED";
      console.log(`${mark} ${minimum.padStart(7)}  ${what}${against && `, against ${against}`}`);
    }
    return made;
  });
  const systemsShown = all.map(({ name, resources }) => `\`${name}\` (${resources} resources)`).join(", ");
  const machine = `Node ${process.version}, ${cpus().length} cores (${cpus()[0]?.model ?? "unknown"})`;
  const about = `${systemsShown}; ${rounds} rounds, ${few} of what takes long; ${machine}.`;
  if (values.write) await write(`${about}\n\n${table(results)}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
