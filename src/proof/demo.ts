import { rm } from "node:fs/promises";
import { join } from "node:path";
import { importSelfSigned } from "../certificate/import";
import { type LocalCloud } from "../local-cloud/server";
import { runCdktf } from "./cdktf";
import { clientsOf } from "./clients";
import { type Facts, ROOT, stackFolder } from "./deployment";
import { inLocalCloud, Interrupted } from "./in-local-cloud";
import { Recorder, StepFailed } from "./record";
import { describeChanges } from "./terraform/plan";
import { TerraformSession } from "./terraform/session";

const SYSTEM = "loan-processing";
const USAGE = `usage: npm run demo [-- --keep]
  --keep  leave the local cloud running with the system in it, until Ctrl-C
`;

/** Deploys loan-processing into a local cloud as a user would: with cdktf, onto the S3 backend. */
async function demo(cloud: LocalCloud, keep: boolean): Promise<void> {
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
    certificate = await importSelfSigned(clientsOf(cloud.endpoint, "us-east-1").acm, "loans.example.com");
    return "self-signed: there is no domain here";
  });
  const variables = { certificate_arn: certificate };
  let session: TerraformSession | undefined;
  await recorder.step(`cdktf deploy ${SYSTEM}`, async ({ onEvent }) => {
    await runCdktf(cloud, facts, ["deploy", SYSTEM], onEvent, variables);
    session = await TerraformSession.open({ cloud, variables, stackFolder: stackFolder(facts, SYSTEM) });
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
  process.stdout.write(`\nOutputs of ${SYSTEM}:\n\n${formatOutputs((await session?.output()) ?? {})}\n`);
  process.stdout.write(`
What next:
  read the Terraform    .build/demo/cdktf.out/stacks/${SYSTEM}/cdk.tf.json
  look around in it     npm run demo -- --keep
  prove it to the end   npm run prove -- ${SYSTEM}
  a real account        README.md, "Deploy to a real account"
`);
  if (keep) await hold(cloud);
}

/** Keeps the local cloud until somebody interrupts. */
async function hold(cloud: LocalCloud): Promise<void> {
  process.stdout.write(`
The local cloud runs at ${cloud.endpoint} until Ctrl-C. In another terminal:
  export AWS_ENDPOINT_URL=${cloud.endpoint} AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test AWS_REGION=us-east-1
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

async function main(args: readonly string[]): Promise<number> {
  if (args.some((argument) => argument !== "--keep")) {
    process.stderr.write(USAGE);
    return 2;
  }
  try {
    await inLocalCloud((cloud) => demo(cloud, args.includes("--keep")));
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
