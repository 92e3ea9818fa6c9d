import { performance } from "node:perf_hooks";
import { PlinthApp, type SystemClass } from "../../src/core/app";

type Add = (this: PlinthApp, System: SystemClass<unknown>, id: string, given?: object) => void;

/**
 * Imported before `main.ts`: every deployment that it adds is added BENCH_STACKS times, if it is one of
 * BENCH_SYSTEMS (names by commas; all if it is not set).
 */
const stacks = Number(process.env.BENCH_STACKS ?? "1");
const systems = process.env.BENCH_SYSTEMS?.split(",");
const add = Reflect.get(PlinthApp.prototype, "add") as Add;

const addMany: Add = function (System, id, given = {}) {
  if (performance.getEntriesByName("begun").length === 0) performance.mark("begun");
  if (systems !== undefined && !systems.includes(id)) return;
  add.call(this, System, id, given);
  for (let each = 2; each <= stacks; each++) add.call(this, System, `${id}-${each}`, given);
};
Reflect.set(PlinthApp.prototype, "add", addMany);
