import { createRequire } from "node:module";
import { EXIT } from "./exit-codes";

/** An error of the person who typed the command; its message is shown without a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/** The handler of a command: the result of `work` becomes the exit code. */
export const action =
  <Args extends unknown[]>(work: (...args: Args) => Promise<number> | number) =>
  async (...args: Args): Promise<void> => {
    process.exitCode = await work(...args);
  };

/** Errors whose message says everything. AWS and Node errors are shown with their names. */
const PLAIN = [
  "UsageError",
  "ConfigurationError",
  "LocalCloudError",
  "CommandError",
  "OperationError",
  "TerraformError",
  "StepFailed",
  "Interrupted",
  "Error",
];

/** Prints an error for the person at the terminal. @returns the exit code */
export function report(error: unknown): number {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`${PLAIN.includes(name) ? message : `${name}: ${message}`}\n`);
  if (name === "Interrupted") return EXIT.interrupted;
  return name === "StepFailed" ? EXIT.found : EXIT.refused;
}

/** Loads a module of `src` when a command needs it, so that `plinth --help` does not load the AWS SDK. */
export const load = createRequire(__filename);
