import assert from "node:assert/strict";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { type LocalCloud } from "../emulator/server";
import { lockTable, loggedBucket, privateBucket } from "./checks/buckets";
import { stateStored } from "./checks/state";
import { runCdktf } from "./cdktf";
import { clientsOf } from "./clients";
import { type Facts, stackFolder, stateOf, synthesize } from "./deployment";
import { ROOT } from "../process/project";
import { PROOF_FACTS } from "./parts";
import { left, runChecks } from "./prove-system";
import { type Recorder, type Running } from "./record";
import { describeChanges } from "../terraform/plan";
import { TerraformSession } from "../terraform/session";

const SYSTEM = "state-backend";

/**
 * Proves the stack that makes the state's bucket: applied with its own state kept locally, the state
 * moved into the bucket that it made and back again, by the commands of the documents, and destroyed.
 */
export async function proveStateBackend(cloud: LocalCloud, recorder: Recorder): Promise<void> {
  const home = join(ROOT, ".build/proof", SYSTEM);
  await rm(home, { recursive: true, force: true });
  const local: Facts = {
    ...PROOF_FACTS,
    outdir: join(home, "cdktf.out"),
  };
  const inBucket: Facts = { ...local, bootstrap: "s3" };
  const aws = clientsOf(cloud.endpoint, "us-east-1");
  const open = (onEvent: Running["onEvent"]) =>
    TerraformSession.open({ cloud, onEvent, stackFolder: stackFolder(local, SYSTEM) });
  const planEmpty = async ({ onEvent }: Running): Promise<string> => {
    const { changes, plan } = await (await open(onEvent)).plan();
    if (changes) throw new Error(`the second plan is not empty:\n${describeChanges(plan).join("\n")}`);
    return "no changes";
  };
  const move = async (facts: Facts, { onEvent }: Running): Promise<string> => {
    await runCdktf(cloud, facts, ["deploy", SYSTEM, "--migrate-state"], onEvent);
    const kept = await (await open(onEvent)).stateList();
    assert.ok(kept.includes("aws_s3_bucket.state"), "the moved state knows the bucket");
    return `${kept.length} addresses moved`;
  };

  await recorder.step("synthesize", async () => {
    await synthesize(cloud, local);
    return "guardrails passed";
  });
  await recorder.step("apply", async ({ onEvent }) => {
    const session = await open(onEvent);
    await session.init();
    await session.apply();
    return `${(await session.stateList()).length} addresses`;
  });
  await recorder.step("second plan", planEmpty);
  await recorder.step("check", async (running) => {
    const outputs = await (await open(running.onEvent)).output();
    const checks = [privateBucket("state_bucket", "aws:kms"), loggedBucket("state_bucket"), lockTable];
    return runChecks(checks, { aws, stateAws: aws, facts: local, outputs, variables: {} }, running);
  });
  await recorder.step("move the state into the bucket", (running) => move(inBucket, running));
  await recorder.step("plan from the bucket", planEmpty);
  await recorder.step("check the moved state", (running) =>
    runChecks(
      [stateStored(SYSTEM)],
      { aws, stateAws: aws, facts: inBucket, outputs: {}, variables: {} },
      running,
    ),
  );
  await recorder.step("move the state back", (running) => move(local, running));
  await recorder.step("cdktf synth, diff, output", async (running) => {
    const { onEvent } = running;
    running.say("cdktf synth");
    assert.match(await runCdktf(cloud, local, ["synth"], onEvent), /Generated Terraform code for the stacks/);
    running.say("cdktf diff");
    assert.match(await runCdktf(cloud, local, ["diff", SYSTEM], onEvent), /No changes\./);
    running.say("cdktf output");
    const file = join(home, "outputs.json");
    await runCdktf(cloud, local, ["output", SYSTEM, "--outputs-file", file], onEvent);
    const outputs = JSON.parse(await readFile(file, "utf8")) as Record<string, Record<string, unknown>>;
    assert.equal(outputs[SYSTEM]?.state_bucket, stateOf(SYSTEM, local).bucket, "the output state_bucket");
    return "the files serve cdktf-cli";
  });
  await recorder.step("cdktf destroy", async ({ onEvent }) => {
    await runCdktf(cloud, local, ["destroy", SYSTEM], onEvent);
    return left(await cloud.inventory(), []);
  });
}
