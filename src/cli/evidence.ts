import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { ROOT } from "../process/project";
import { ALL_RULES } from "../guardrails";
import { gather } from "../review/evidence/evidence";
import { ledgerOf } from "../review/evidence/ledger";
import { evidencePage } from "../review/evidence/page/page";
import { proofOf } from "../review/evidence/proof";
import { reportOf } from "../review/evidence/synthesized";

const USAGE = `Writes what speaks for a system in a PCI DSS assessment, as one page of HTML.

  npm run evidence -- [--output FILE] SYSTEM

The system is synthesized as the environment says (docs/settings.md). What the last proof saw is in the page too.

  --output FILE    where to write (default .build/evidence/SYSTEM.html)
  --help           this text`;

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { output: { type: "string" }, help: { type: "boolean", short: "h", default: false } },
  });
  const [system, ...others] = positionals;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (system === undefined || others.length > 0) throw new Error(`Name one system.\n\n${USAGE}`);
  const page = evidencePage(
    gather({
      system,
      report: reportOf(system, ROOT),
      rules: ALL_RULES,
      rows: ledgerOf(system, ROOT),
      proof: proofOf(system, ROOT),
      at: new Date(),
    }),
  );
  const file = values.output ?? join(ROOT, ".build/evidence", `${system}.html`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, page);
  console.log(file);
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
