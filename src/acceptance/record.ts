import { Progress } from "../terraform/progress";
import { type TerraformEvent } from "../terraform/events";

/** What came of one step of a proof. */
export interface StepRecord {
  readonly step: string;
  readonly ok: boolean;
  /** What was counted: resources made, checks passed, ... */
  readonly result: string;
  readonly seconds: number;
}

/** What a step tells while it runs. */
export interface Running {
  readonly onEvent: (event: TerraformEvent) => void;
  say(text: string): void;
}

/** A step failed; what it said has been shown and recorded. */
export class StepFailed extends Error {
  override readonly name = "StepFailed";
}

/** Runs steps one after the other, shows them, and keeps what came of each. */
export class Recorder {
  readonly steps: StepRecord[] = [];

  constructor(private readonly progress = new Progress(process.stderr, process.env)) {}

  /**
   * Runs a step.
   * @param work gives the step's result in words
   * @throws StepFailed with the cause, if it fails
   */
  async step(title: string, work: (running: Running) => Promise<string>): Promise<void> {
    const start = Date.now();
    const shown = this.progress.begin(title);
    const keep = (ok: boolean, result: string): void => {
      this.steps.push({ step: title, ok, result, seconds: Math.round((Date.now() - start) / 100) / 10 });
    };
    try {
      const result = await work(shown);
      shown.end(result);
      keep(true, result);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      shown.fail(message.split("\n", 1)[0]);
      keep(false, message);
      throw new StepFailed(`${title}: ${message}`, { cause: error });
    }
  }
}

/** The steps as a table. */
export function formatSteps(steps: readonly StepRecord[]): string {
  const rows = [
    ["", "step", "result", "seconds"],
    ...steps.map(({ ok, step, result, seconds }) => [
      ok ? "ok" : "FAILED",
      step,
      result.split("\n", 1)[0] ?? "",
      seconds.toFixed(1),
    ]),
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 3 ? cell.padStart(widths[3] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
