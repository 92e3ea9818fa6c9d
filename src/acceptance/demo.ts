import { rm } from "node:fs/promises";
import { join } from "node:path";
import { importSelfSigned } from "../operations/certificate/import";
import { type LocalCloud } from "../emulator/server";
import { runCdktf } from "./cdktf";
import { DEMO_SYSTEMS } from "./demo-systems";
import { clientsOf } from "./clients";
import { type Facts, stackFolder } from "./deployment";
import { ROOT } from "../process/project";
import { unknownName } from "../process/suggestion";
import { inLocalCloud } from "./in-local-cloud";
import { Recorder } from "./record";
import { describeChanges } from "../terraform/plan";
import { TerraformSession } from "../terraform/session";

/**
 * Deploys a system into a local cloud as a user would: with cdktf, onto the S3 backend.
 * @param keep whether the local cloud stays until Ctrl-C
 * @throws Error if the system does not exist; StepFailed; Interrupted
 */
export async function demo(system: string, keep: boolean): Promise<void> {
  const known = DEMO_SYSTEMS[system];
  if (known === undefined) throw new Error(unknownName("system", system, Object.keys(DEMO_SYSTEMS)));
  await inLocalCloud((cloud) => show(cloud, { system, keep, ...known }));
}

interface Shown {
  readonly system: string;
  readonly region: string;
  readonly domainName: string;
  readonly keep: boolean;
}

async function show(cloud: LocalCloud, { system, region, domainName, keep }: Shown): Promise<void> {
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
    return "bucket of the states, lock table and key";
  });
  let certificate = "";
  await recorder.step("import a certificate", async () => {
    certificate = await importSelfSigned(clientsOf(cloud.endpoint, region).acm, domainName);
    return "self-signed, because the demo has no domain";
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
    return "no changes";
  });
  process.stdout.write(`\nOutputs of ${system}:\n\n${formatOutputs((await session?.output()) ?? {})}\n`);
  process.stdout.write(`
What next:
  read the Terraform    .build/demo/cdktf.out/stacks/${system}/cdk.tf.json
  look around in it     npx plinth demo ${system} --keep
  prove it to the end   npx plinth prove ${system}
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
