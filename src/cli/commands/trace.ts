import { type Command } from "commander";
import type * as Traces from "../../docs/trace/trace";
import { ROOT } from "../../process/project";
import { unknownName } from "../../process/suggestion";
import { action, load, UsageError } from "../action";
import { EXIT } from "../exit-codes";

export function addTrace(program: Command): void {
  program
    .command("trace")
    .description("Prints requirement rows with the code that fulfils them and their tests.")
    .argument("<ids...>", "ids of rows such as LP-34, or of systems such as LP")
    .addHelpText("after", "\nExamples:\n  plinth trace LP-34 FA-20\n  plinth trace LP")
    .action(action(trace));
}

function trace(ids: readonly string[]): number {
  const { formatTrace, traceAll } = load("../docs/trace/trace") as typeof Traces;
  const rows = traceAll(ROOT);
  const wanted = (id: string) => rows.filter((row) => row.id === id || row.id.split("-")[0] === id);
  const unknown = ids.filter((id) => wanted(id).length === 0);
  if (unknown.length > 0) {
    const codes = [...new Set(rows.map(({ id }) => id.split("-")[0] ?? ""))];
    const known = rows.map(({ id }) => id);
    throw new UsageError(
      unknown
        .map((id) => unknownName("requirement", id, /-/.test(id) ? known.filter(sameSystem(id)) : codes))
        .join("\n"),
    );
  }
  console.log(ids.flatMap(wanted).map(formatTrace).join("\n\n"));
  return EXIT.done;
}

/** The rows of the same system; of all systems, if the id names none. */
const sameSystem = (id: string) => (known: string) =>
  known.split("-")[0] === id.split("-")[0] || !/^[A-Z]{2}-/.test(id);
