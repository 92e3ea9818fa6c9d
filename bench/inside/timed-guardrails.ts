import { writeFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import * as guardrails from "../../src/guardrails";

/** Stands in for the guardrails where the synthesizer imports them, and takes the time of what it calls. */
export * from "../../src/guardrails";

let spent = 0;

function timed<Args extends unknown[], Made>(call: (...args: Args) => Made): (...args: Args) => Made {
  return (...args) => {
    const begun = performance.now();
    try {
      return call(...args);
    } finally {
      spent += performance.now() - begun;
    }
  };
}

export const readConfiguration = timed(guardrails.readConfiguration);
export const evaluate = timed(guardrails.evaluate);

const report = process.env.BENCH_GUARDRAILS;
if (report !== undefined)
  process.on("exit", () => {
    // From the first deployment that is added: Node and the modules have started by then.
    const synth = performance.measure("synth", "begun").duration;
    writeFileSync(report, JSON.stringify({ guardrails: spent, synth }));
  });
