import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { synthesizeDefaults } from "../review/addresses";
import { formatOpinion, problemsOf } from "../review/checkov/format";
import { configurationsIn, writePage } from "../review/checkov/files";
import { askCheckov } from "../review/checkov/run";

const USAGE = `Asks checkov for a second opinion on the synthesized Terraform.

  npm run checkov -- [FOLDER]

FOLDER is CDKTF's output (cdktf.out); without it the app is synthesized with every setting at its default.

  --page   renews the list of suppressions in docs/decisions/checkov.md
  --help   this text

Exit code: 0 nothing failed that is not suppressed with a reason, 1 something did, 2 checkov did not run.`;

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      page: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const [given] = positionals;
  const made = given === undefined ? mkdtempSync(join(tmpdir(), "plinth-checkov-")) : undefined;
  try {
    if (made !== undefined) synthesizeDefaults(made);
    const opinion = await askCheckov(configurationsIn(given ?? made ?? ""), (line) => {
      console.error(line);
    });
    console.log(formatOpinion(opinion));
    if (values.page) writePage(opinion.kinds);
    return problemsOf(opinion).length > 0 ? 1 : 0;
  } finally {
    if (made !== undefined) rmSync(made, { recursive: true });
  }
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
