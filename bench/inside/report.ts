import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { PlinthApp, type SystemClass } from "../../src/core/app";
import * as guardrails from "../../src/guardrails";

/**
 * Bundled before `main.ts`. It replaces the guardrails that the synthesizer imports by the same with a timer, adds each
 * deployment BENCH_STACKS times, and reports to the file BENCH_REPORT.
 */
export * from "../../src/guardrails";

/** What one run measures inside itself. */
export interface Report {
  /** ms that the guardrails take. */
  readonly guardrails: number;
  /** Maximum resident set size of the process, MB of 10^6 bytes. */
  readonly memory: number;
}

let spent = 0;

function timed<Args extends unknown[], Result>(call: (...args: Args) => Result): (...args: Args) => Result {
  return (...args) => {
    const start = performance.now();
    try {
      return call(...args);
    } finally {
      spent += performance.now() - start;
    }
  };
}

export const readConfiguration = timed(guardrails.readConfiguration);
export const evaluate = timed(guardrails.evaluate);

type Add = (this: PlinthApp, System: SystemClass<unknown>, id: string, given?: object) => void;

const add = Reflect.get(PlinthApp.prototype, "add") as Add;
const stacks = Number(process.env.BENCH_STACKS ?? "1");
const systems = process.env.BENCH_SYSTEMS?.split(",");

const addMany: Add = function (System, id, given = {}) {
  if (systems !== undefined && !systems.includes(id)) return;
  add.call(this, System, id, given);
  for (let copy = 2; copy <= stacks; copy++) add.call(this, System, `${id}-${copy}`, given);
};
Reflect.set(PlinthApp.prototype, "add", addMany);

process.on("exit", () => {
  const report: Report = { guardrails: spent, memory: (process.resourceUsage().maxRSS * 1024) / 1e6 };
  if (process.env.BENCH_REPORT !== undefined) {
    writeFileSync(process.env.BENCH_REPORT, JSON.stringify(report));
  }
});
