import { type LocalCloud } from "../local-cloud/server";
import { environmentOf, type Facts, ROOT } from "./deployment";
import { CdktfOutput } from "./terraform/cdktf-output";
import { type TerraformEvent } from "./terraform/events";

/** How many of its last lines are shown of a command that failed. */
const TAIL = 40;

/**
 * Runs cdktf-cli inside the local cloud, without a terminal and without questions.
 * @throws Error with the end of what it printed, if it fails
 */
export async function runCdktf(
  cloud: Pick<LocalCloud, "run">,
  facts: Facts,
  args: readonly string[],
  onEvent: (event: TerraformEvent) => void,
  variables: Readonly<Record<string, string>> = {},
): Promise<void> {
  const output = new CdktfOutput();
  const said: string[] = [];
  const { code } = await cloud.run(
    "npx",
    // A filesystem mirror has no other platforms to lock (cdktf-cli: "Could not retrieve providers for locking").
    ["--no-install", "cdktf", ...args, "--output", facts.outdir, "--auto-approve", "--skip-provider-lock"],
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
  if (code === 0) return;
  throw new Error(`cdktf ${args.join(" ")} ended with exit code ${code}:\n${said.slice(-TAIL).join("\n")}`);
}

/** cdktf's own `--var` goes to every stack, and fails where a stack does not declare the variable. */
function asEnvironment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(variables).map(([name, value]) => [`TF_VAR_${name}`, value]));
}
