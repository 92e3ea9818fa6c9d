import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD } from "../measure/folders";
import { type Usage } from "../measure/process";
import { copyOf, STARTER } from "./copies";
import { bundleAs, runBundle, runOtherSettings, settle } from "./plinth";

/** The least that anything built on cdktf can take: an app of its own, with one stack and one resource. */
const PROJECT = join(BUILD, "cdktf");
const APP = join(BUILD, "cdktf.cjs");

const MAIN = `
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue";
import { App, TerraformStack } from "cdktf";

const app = new App();
const stack = new TerraformStack(app, "one");
new AwsProvider(stack, "aws", { region: "us-east-1" });
new SqsQueue(stack, "queue", { name: process.env.ENVIRONMENT_SUFFIX ?? "queue" });
app.synth();
`;

/** Makes it, with what of Plinth bundles and starts an app, and nothing else of it. */
export async function makeCdktf(): Promise<void> {
  copyOf("cdktf", STARTER);
  writeFileSync(join(PROJECT, "main.ts"), MAIN);
  settle(PROJECT);
  await bundleAs(APP, MAIN);
}

/** As the app is run when a setting is one that no run had before. */
export const runCdktf = (): Usage => runOtherSettings(PROJECT);

/** Its bundle alone. */
export const runCdktfBundle = (): Usage => runBundle({}, APP);
