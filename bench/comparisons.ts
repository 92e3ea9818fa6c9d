import { makeAlone } from "./contestants/alone";
import { runCdk, runCdkTypeScript } from "./contestants/cdk";
import { runCdktf, runCdktfBundle } from "./contestants/cdktf";
import { makeChanged } from "./contestants/changed";
import { runCli } from "./contestants/cli";
import { makeFloor } from "./contestants/floor";
import {
  guardrailsOf,
  type Judged,
  runApp,
  runBundle,
  runFirst,
  runOtherSettings,
  type System,
} from "./contestants/plinth";
import { percent, ratio, type Result, times } from "./measure/result";
import { interleaved } from "./measure/rounds";

const PLAIN = "plain Node that writes the same JSON";

const UNCHANGED = "`node src/app/run.cjs`, nothing changed since the last run";
const SETTINGS = "`node src/app/run.cjs`, settings changed, sources unchanged";
const SOURCES = "`node src/app/run.cjs` after a change of a source";
const FIRST = "`node src/app/run.cjs`, the first run: nothing kept";
const CDKTF = "cdktf alone: one stack with one resource";
const THREE = { text: "at most 3 x", atMost: 3 };
const TENTH = { text: "at most 0.1 x", atMost: 0.1 };

/**
 * How long synthesis takes beside what is least, and beside the AWS CDK.
 * @param files what all systems write: text by path
 */
export function synthesis(rounds: number, files: ReadonlyMap<string, string>): Result[] {
  const { unchanged, settings, alone, sources, first, cdktf, cdktfAlone, floor, cdk } = interleaved(rounds, {
    unchanged: runApp,
    settings: () => runOtherSettings(),
    alone: () => runBundle(),
    sources: makeChanged(),
    first: runFirst,
    cdktf: runCdktf,
    cdktfAlone: runCdktfBundle,
    floor: makeFloor("all", files),
    cdk: runCdk,
  });
  return [
    ratio(UNCHANGED, PLAIN, [unchanged, floor], THREE),
    ratio(SETTINGS, PLAIN, [settings, floor], THREE),
    ratio("the app's bundle alone, `node app.cjs`", PLAIN, [alone, floor]),
    ratio(SOURCES, PLAIN, [sources, floor]),
    ratio(FIRST, PLAIN, [first, floor]),
    ratio(`${CDKTF}, run as with settings changed`, PLAIN, [cdktf, floor]),
    ratio(`${CDKTF}, its bundle by plain Node`, PLAIN, [cdktfAlone, floor]),
    ratio(UNCHANGED, "AWS CDK, compiled before", [unchanged, cdk], TENTH),
    ratio(SETTINGS, "AWS CDK, compiled before", [settings, cdk], TENTH),
  ];
}

/** How long the synthesis of each system alone takes beside what is least. */
export function each(
  rounds: number,
  systems: readonly System[],
  files: ReadonlyMap<string, string>,
): Result[] {
  return systems.flatMap((system) => {
    const own = new Map([...files].filter(([path]) => path.split(/[\\/]/)[0] === system.name));
    const { unchanged, settings, floor } = interleaved(rounds, {
      ...makeAlone(system),
      floor: makeFloor(system.name, own),
    });
    const alone = (run: string): string => run.replace(",", ` with \`${system.name}\` alone,`);
    return [
      ratio(alone(UNCHANGED), PLAIN, [unchanged, floor], THREE),
      ratio(alone(SETTINGS), PLAIN, [settings, floor], THREE),
    ];
  });
}

/** What takes long beside the app, with few rounds. */
export function around(rounds: number): Result[] {
  const { unchanged, settings, sources, cdk, cli } = interleaved(rounds, {
    unchanged: runApp,
    settings: () => runOtherSettings(),
    sources: makeChanged(),
    cdk: runCdkTypeScript,
    cli: runCli,
  });
  const other = "AWS CDK by ts-node, its default";
  return [
    ratio(UNCHANGED, other, [unchanged, cdk], TENTH),
    ratio(SETTINGS, other, [settings, cdk], TENTH),
    ratio(SOURCES, other, [sources, cdk], TENTH),
    ratio("`npx cdktf synth`, nothing changed", "`node src/app/run.cjs`, nothing changed", [cli, unchanged]),
  ];
}

/** One app with 1, 10 and 100 stacks of the largest system. */
export function growth(rounds: number, { name }: System): Result[] {
  const run = (stacks: number) => () => runBundle({ BENCH_SYSTEMS: name, BENCH_STACKS: String(stacks) });
  const { one, ten, hundred } = interleaved(rounds, { one: run(1), ten: run(10), hundred: run(100) });
  const slope = (key: "min" | "median") => (hundred[key] - ten[key]) / 90 / ((ten[key] - one[key]) / 9);
  const memory = Math.round(hundred.memory);
  return [
    {
      what: `a stack of \`${name}\` between 10 and 100`,
      against: "one between 1 and 10",
      minimum: times(slope("min")),
      median: times(slope("median")),
      target: { text: "linear: at most 1.25 x", holds: slope("min") <= 1.25 },
      behind: `1, 10, 100 stacks: ${[one, ten, hundred].map(({ min }) => min.toFixed(0)).join(", ")} ms`,
    },
    {
      what: `memory of 100 stacks of \`${name}\``,
      against: "",
      minimum: `${memory} MB`,
      median: "",
      target: { text: "at most 400 MB", holds: memory <= 400 },
      behind: `most RSS with 1, 10, 100 stacks: ${[one, ten, hundred].map((each) => each.memory.toFixed(0)).join(", ")} MB`,
    },
  ];
}

/** What part of synthesis the guardrails are: of all systems and of each alone. */
export function guardrails(rounds: number, systems: readonly System[]): Result[] {
  const one = systems.map(({ name, resources }) => ({
    what: `guardrails of \`${name}\` alone (${resources} resources)`,
    names: [name],
  }));
  const all = { what: "guardrails of all systems", names: systems.map(({ name }) => name) };
  return [all, ...one].flatMap(({ what, names }) => {
    // After one that V8's compiled code is kept of.
    guardrailsOf(names);
    const runs = Array.from({ length: rounds }, () => guardrailsOf(names));
    return [
      share(what, "the run that synthesizes them", runs, ({ wall }) => wall, 0.2),
      share(what, "the same without the start of Node and of the modules", runs, ({ synth }) => synth),
    ];
  });
}

function share(
  what: string,
  against: string,
  runs: readonly Judged[],
  whole: (run: Judged) => number,
  atMost?: number,
): Result {
  const shares = runs.map((run) => run.guardrails / whole(run)).sort((a, b) => a - b);
  const [least = NaN] = shares;
  const [spent, all] = [runs.map((run) => run.guardrails), runs.map(whole)].map((each) => Math.min(...each));
  return {
    what,
    against,
    minimum: percent(least),
    median: percent(shares[Math.floor(shares.length / 2)] ?? NaN),
    ...(atMost !== undefined && {
      target: { text: `at most ${percent(atMost)}`, holds: least <= atMost },
    }),
    behind: `${spent?.toFixed(0)} ms of ${all?.toFixed(0)} ms`,
  };
}
