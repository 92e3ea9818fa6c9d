import { type CommandRunner } from "../process/command";
import { environmentOf, type Facts } from "./deployment";
import { ROOT } from "../process/project";
import { CdktfOutput } from "../terraform/cdktf-output";
import { type TerraformEvent } from "../terraform/events";

/** How many of its last lines are shown of a command that failed. */
const TAIL = 40;

// A filesystem mirror has no other platforms to lock (cdktf-cli: "Could not retrieve providers for locking").
const UNLOCKED = ["--skip-provider-lock"];
const UNASKED = [...UNLOCKED, "--auto-approve"];

/** What each command takes besides, to need neither terminal nor answer. */
const FLAGS = { synth: [], diff: UNLOCKED, output: UNLOCKED, deploy: UNASKED, destroy: UNASKED } as const;

/**
 * Runs a command of cdktf-cli inside the local cloud, without a terminal and without questions.
 * @returns what it printed
 * @throws Error with the end of what it printed, if it fails
 */
export async function runCdktf(
  cloud: Pick<CommandRunner, "run">,
  facts: Facts,
  [command, ...args]: readonly [keyof typeof FLAGS, ...string[]],
  onEvent: (event: TerraformEvent) => void,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  const output = new CdktfOutput();
  const said: string[] = [];
  const { code } = await cloud.run(
    "npx",
    ["--no-install", "cdktf", command, ...args, "--output", facts.outdir, ...FLAGS[command]],
    {
      cwd: ROOT,
      env: { ...environmentOf(facts), ...asEnvironment(variables), CI: "true", FORCE_COLOR: "0" },
      onLine: (line) => {
        said.push(line);
        const event = output.line(line);
        if (event !== undefined) onEvent(event.event);
      },
    },
  );
  if (code === 0) return said.join("\n");
  throw new Error(
    `cdktf ${[command, ...args].join(" ")} ended with exit code ${code}:\n${said.slice(-TAIL).join("\n")}`,
  );
}

/** cdktf's own `--var` goes to every stack, and fails where a stack does not declare the variable. */
function asEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value]));
}
