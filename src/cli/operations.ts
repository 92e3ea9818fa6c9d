import { parseArgs } from "node:util";
import { TerraformError } from "../terraform/diagnostic";
import { reportDrift } from "../operations/drift";
import { OperationError } from "../operations/error";
import { reportOrphans } from "../operations/orphans/report";
import { terraformOf, untilSignalled } from "../operations/run";
import { openStack } from "../operations/stack";
import { inspectState } from "../operations/state/inspect";
import { unlock } from "../operations/unlock";

// Its version is pinned: that later ones will want a newer Node is no news to an operator.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";

const USAGE = `usage: npm run drift -- SYSTEM [--var-file FILE]...   what was changed behind Terraform's back
       npm run orphans -- SYSTEM                      what was made, but is not in the state
       npm run state -- SYSTEM [--mend-digest]        whether the state is where and as it must be
       npm run unlock -- SYSTEM [LOCK_ID]             who holds the lock; with its id, releases it

SYSTEM is a deployment such as loan-processing, synthesized for this environment, or the path of a folder
with a cdk.tf.json. Exit code: 0 nothing to do, 2 something to do, 1 it could not be found out.
`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function main(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      "mend-digest": { type: "boolean", default: false },
      "var-file": { type: "string", multiple: true, default: [] },
    },
  });
  const [command, asked, id, ...rest] = positionals;
  if (asked === undefined || rest.length > 0 || (id !== undefined && command !== "unlock")) {
    throw new OperationError(USAGE);
  }
  const stack = await openStack(asked);
  switch (command) {
    case "drift":
      return reportDrift(stack, await terraformOf(stack, values["var-file"]), say);
    case "orphans":
      return reportOrphans(stack, await terraformOf(stack), say);
    case "state":
      return inspectState(stack, { mend: values["mend-digest"] }, say);
    case "unlock":
      return unlock(stack, id, say);
    default:
      throw new OperationError(USAGE);
  }
}

/** What went wrong, for the operator: Terraform's and AWS's own words, without a stack trace. */
function inWords(error: unknown): string {
  if (error instanceof OperationError || error instanceof TerraformError) return error.message;
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}

untilSignalled(() => main(process.argv.slice(2))).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${inWords(error)}\n`);
    process.exitCode = 1;
  },
);
