import { runCdk, runCdkTypeScript } from "./contestants/cdk";
import { runApp, runCli, runMeasured, type System } from "./contestants/plinth";
import { interleaved } from "./measure/rounds";

/** A row of the table. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  readonly target: string;
  readonly held: boolean | undefined;
  /** ms or MB behind the figure. They differ between machines. */
  readonly behind: string;
}

const times = (value: number): string => `${value.toPrecision(2)} x`;
const ms = (value: number): string => `${value.toFixed(0)} ms`;

/** Synthesis of all systems, against the AWS CDK with as many resources. */
export function synthesis(rounds: number): Row[] {
  const { app, cli, cdk, cdkTypeScript } = interleaved(rounds, {
    app: runApp,
    cli: runCli,
    cdk: runCdk,
    cdkTypeScript: runCdkTypeScript,
  });
  const against = (what: string, other: typeof cdk, atMost?: number): Row => {
    const value = app.minimum / other.minimum;
    return {
      what,
      measured: `${times(value)} (median ${times(app.median / other.median)})`,
      target: atMost === undefined ? "" : `at most ${atMost} x`,
      held: atMost === undefined ? undefined : value <= atMost,
      behind: `${ms(app.minimum)} against ${ms(other.minimum)}`,
    };
  };
  return [
    against("`npm run synth` against the AWS CDK, compiled before", cdk, 0.2),
    against("`npm run synth` against the AWS CDK as `cdk init` runs it", cdkTypeScript, 0.1),
    against("`npm run synth` against `npx cdktf synth`, which runs the same app", cli),
  ];
}

/** Time and memory of many stacks of the largest system in one app. */
export function growth(rounds: number, { name }: System): Row[] {
  let memory = 0;
  const run = (stacks: number) => (): number => {
    const measured = runMeasured({ BENCH_SYSTEMS: name, BENCH_STACKS: String(stacks) });
    memory = Math.max(memory, measured.memory);
    return measured.wall;
  };
  const { one, ten, hundred } = interleaved(rounds, { one: run(1), ten: run(10), hundred: run(100) });
  const slope = (hundred.minimum - ten.minimum) / 90 / ((ten.minimum - one.minimum) / 9);
  return [
    {
      what: `one more stack of \`${name}\`: between 10 and 100 stacks, against between 1 and 10`,
      measured: times(slope),
      target: "linear: at most 1.25 x",
      held: slope <= 1.25,
      behind: `1, 10, 100 stacks: ${[one, ten, hundred].map(({ minimum }) => ms(minimum)).join(", ")}`,
    },
    {
      what: `memory of 100 stacks of \`${name}\``,
      measured: `${memory.toFixed(0)} MB`,
      target: "under 500 MB",
      held: memory < 500,
      behind: "maximum resident set size",
    },
  ];
}

/** The guardrails' part of a run with all systems. */
export function guardrails(rounds: number): Row {
  const runs = Array.from({ length: rounds }, () => runMeasured());
  const shares = runs.map((run) => run.guardrails / run.wall).sort((a, b) => a - b);
  const [least = NaN, median = NaN] = [shares[0], shares[Math.floor(shares.length / 2)]];
  const percent = (value: number): string => `${(value * 100).toFixed(0)} %`;
  return {
    what: "guardrails, part of the run of all systems",
    measured: `${percent(least)} (median ${percent(median)})`,
    target: "at most 25 %",
    held: median <= 0.25,
    behind: `${ms(Math.min(...runs.map((run) => run.guardrails)))} of ${ms(Math.min(...runs.map(({ wall }) => wall)))}`,
  };
}
