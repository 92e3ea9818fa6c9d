import { rm } from "node:fs/promises";
import { join } from "node:path";
import { importSelfSigned } from "../operations/certificate/import";
import { type LocalCloud } from "../emulator/server";
import { runCdktf } from "./cdktf";
import { clientsOf } from "./clients";
import { type Facts, stackFolder } from "./deployment";
import { ROOT } from "../process/project";
import { inLocalCloud, Interrupted } from "./in-local-cloud";
import { Recorder, StepFailed } from "./record";
import { describeChanges } from "../terraform/plan";
import { TerraformSession } from "../terraform/session";

/** What can be shown, each with its region and a name that its certificate is for. */
const SYSTEMS: Readonly<Record<string, { readonly region: string; readonly domainName: string }>> = {
  "loan-processing": { region: "us-east-1", domainName: "loans.example.com" },
  "analytics-platform": { region: "us-east-2", domainName: "analytics.example.com" },
};
const USAGE = `usage: npm run demo [-- SYSTEM] [--keep]
  SYSTEM  ${Object.keys(SYSTEMS).join(" or ")}; the first one unless another is named
  --keep  leave the local cloud running with the system in it, until Ctrl-C
`;

interface Asked {
  readonly system: string;
  readonly region: string;
  readonly domainName: string;
  readonly keep: boolean;
}

/** Deploys a system into a local cloud as a user would: with cdktf, onto the S3 backend. */
async function demo(cloud: LocalCloud, { system, region, domainName, keep }: Asked): Promise<void> {
  const home = join(ROOT, ".build/demo");
  await rm(home, { recursive: true, force: true });
  const facts: Facts = {
    suffix: "demo",
    outdir: join(home, "cdktf.out"),
    settings: { "state-backend": { destroyable: true } },
  };
  const recorder = new Recorder();
  await recorder.step("cdktf deploy state-backend", async ({ onEvent }) => {
    await runCdktf(cloud, facts, ["deploy", "state-backend"], onEvent);
    return "the bucket of the states, its lock table and their key";
  });
  let certificate = "";
  await recorder.step("import a certificate", async () => {
    certificate = await importSelfSigned(clientsOf(cloud.endpoint, region).acm, domainName);
    return "self-signed: there is no domain here";
  });
  const variables = { certificate_arn: certificate };
  let session: TerraformSession | undefined;
  await recorder.step(`cdktf deploy ${system}`, async ({ onEvent }) => {
    await runCdktf(cloud, facts, ["deploy", system], onEvent, variables);
    session = await TerraformSession.open({ cloud, variables, stackFolder: stackFolder(facts, system) });
    const made = (await session.stateList()).filter((address) => !address.startsWith("data."));
    return `${made.length} resources`;
  });
  await recorder.step("second plan", async () => {
    const result = await session?.plan();
    if (result?.changes !== false) {
      throw new Error(
        `it is not empty:\n${result === undefined ? "" : describeChanges(result.plan).join("\n")}`,
      );
    }
    return "no changes: what was made is what is written";
  });
  process.stdout.write(`\nOutputs of ${system}:\n\n${formatOutputs((await session?.output()) ?? {})}\n`);
  process.stdout.write(`
What next:
  read the Terraform    .build/demo/cdktf.out/stacks/${system}/cdk.tf.json
  look around in it     npm run demo -- --keep
  prove it to the end   npm run prove -- ${system}
  a real account        README.md, "Deploy to a real account"
`);
  if (keep) await hold(cloud, region);
}

/** Keeps the local cloud until somebody interrupts. */
async function hold(cloud: LocalCloud, region: string): Promise<void> {
  process.stdout.write(`
The local cloud runs at ${cloud.endpoint} until Ctrl-C. In another terminal:
  export AWS_ENDPOINT_URL=${cloud.endpoint} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=${region}
  aws elbv2 describe-load-balancers
`);
  await cloud.run("sleep", ["infinity"]);
}

function formatOutputs(outputs: Readonly<Record<string, unknown>>): string {
  const width = Math.max(...Object.keys(outputs).map((name) => name.length));
  return Object.entries(outputs)
    .map(
      ([name, value]) =>
        `  ${name.padEnd(width)}  ${typeof value === "string" ? value : JSON.stringify(value)}`,
    )
    .join("\n");
}

/** What the command line asks for; undefined if it cannot be. */
function askedFor(args: readonly string[]): Asked | undefined {
  const [system = "loan-processing", ...others] = args.filter((argument) => argument !== "--keep");
  const known = SYSTEMS[system];
  return known === undefined || others.length > 0
    ? undefined
    : { system, ...known, keep: args.includes("--keep") };
}

async function main(args: readonly string[]): Promise<number> {
  const asked = askedFor(args);
  if (asked === undefined) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    await inLocalCloud((cloud) => demo(cloud, asked));
    return 0;
  } catch (error) {
    if (error instanceof Interrupted) {
      process.stderr.write(`\n${error.message}\n`);
      return 130;
    }
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
    return error instanceof StepFailed ? 1 : 2;
  }
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  () => {
    process.exitCode = 2;
  },
);
