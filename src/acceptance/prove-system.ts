import assert from "node:assert/strict";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { type InventoryItem, type LocalCloud } from "../emulator/server";
import { heldLock } from "./checks/state";
import { clientsOf } from "./clients";
import { type Facts, stackFolder, synthesize } from "./deployment";
import { ROOT } from "../process/project";
import { PROOF_FACTS } from "./parts";
import { type Recorder, type Running } from "./record";
import { type Check, type Deployed, type Prepared, type Subject } from "./acceptance-spec";
import { type TerraformEvent } from "../terraform/events";
import { changesOf, describeChanges } from "../terraform/plan";
import { TerraformSession } from "../terraform/session";

/** Where `state-backend` is, whichever region a system is in. */
const STATE_REGION = "us-east-1";

/**
 * Proves a system: the state's bucket and table are made, the system is applied onto them, planned
 * without a change, looked at through the AWS SDK, updated in place, filled as if it were used, destroyed; then
 * everything must be gone.
 * @throws StepFailed at the first step that fails; `recorder` holds what came before it
 */
export async function proveSystem(cloud: LocalCloud, subject: Subject, recorder: Recorder): Promise<void> {
  const { system } = subject;
  const home = join(ROOT, ".build/proof", system);
  await rm(home, { recursive: true, force: true });
  const facts: Facts = {
    ...PROOF_FACTS,
    outdir: join(home, "cdktf.out"),
  };
  const aws = clientsOf(cloud.endpoint, subject.region);
  const stateAws = clientsOf(cloud.endpoint, STATE_REGION);
  const open = (stack: string, onEvent: Running["onEvent"], variables: Deployed["variables"] = {}) =>
    TerraformSession.open({ cloud, variables, onEvent, stackFolder: stackFolder(facts, stack) });

  await recorder.step("synthesize", async () => {
    await synthesize(cloud, facts);
    return "all stacks, guardrails passed";
  });
  await recorder.step("apply state-backend", async ({ onEvent }) => {
    const session = await open("state-backend", onEvent);
    await session.init();
    await session.apply();
    return counted((await session.stateList()).filter(isManaged).length, "resource");
  });
  let prepared: Prepared | undefined;
  let before: InventoryItem[] = [];
  await recorder.step("prepare", async () => {
    prepared = await subject.prepare(aws, facts);
    before = await cloud.inventory();
    return `${Object.keys(prepared.variables).join(", ") || "nothing"} given`;
  });
  const deployed = (variables: Deployed["variables"], outputs: Deployed["outputs"]): Deployed => ({
    aws,
    stateAws,
    facts,
    outputs,
    variables,
  });
  const variables = { ...prepared?.variables };

  await recorder.step(`apply ${system}`, async ({ onEvent }) => {
    const lock = watchLock(() => heldLock(system, { stateAws, facts }));
    const session = await open(system, lock.tap(onEvent), variables);
    await session.init();
    await session.apply();
    assert.match((await lock.seen()) ?? "", /"Operation":"OperationTypeApply"/, "the lock during the apply");
    assert.equal(await heldLock(system, { stateAws, facts }), undefined, "the lock after the apply");
    return `${counted((await session.stateList()).filter(isManaged).length, "resource")}, the lock was held`;
  });
  const planEmpty = async ({ onEvent }: Running, values: Deployed["variables"]): Promise<string> => {
    const { changes, plan } = await (await open(system, onEvent, values)).plan();
    if (changes) throw new Error(`the second plan is not empty:\n${describeChanges(plan).join("\n")}`);
    return "no changes";
  };
  await recorder.step("second plan", (running) => planEmpty(running, variables));
  await recorder.step("check", async (running) => {
    const outputs = await (await open(system, running.onEvent)).output();
    return runChecks(subject.checks, deployed(variables, outputs), running);
  });

  const updated = { ...variables, ...subject.update.variables };
  await recorder.step("update", async ({ onEvent }) => {
    const session = await open(system, onEvent, updated);
    const planned = await session.plan();
    assert.deepEqual(changesOf(planned.plan), subject.update.changes, "what the update may change");
    await session.apply(planned);
    return `${counted(Object.keys(subject.update.changes).length, "address", "addresses")}, no other touched`;
  });
  await recorder.step("plan after the update", (running) => planEmpty(running, updated));
  await recorder.step("check the update", async (running) => {
    const outputs = await (await open(system, running.onEvent)).output();
    return runChecks(subject.update.checks, deployed(updated, outputs), running);
  });
  await recorder.step("use", async (running) => {
    const outputs = await (await open(system, running.onEvent)).output();
    await runChecks(subject.use, deployed(updated, outputs), running);
    return subject.use.map(({ title }) => title).join("; ");
  });

  await recorder.step(`destroy ${system}`, async ({ onEvent }) => {
    const session = await open(system, onEvent, updated);
    await session.destroy();
    assert.deepEqual((await session.stateList()).filter(isManaged), [], "what is left in the state");
    return left(await cloud.inventory(), before);
  });
  await recorder.step("destroy state-backend", async ({ onEvent }) => {
    await prepared?.remove();
    const session = await open("state-backend", onEvent);
    await session.destroy();
    return left(await cloud.inventory(), []);
  });
}

/** Runs every check, also when one fails, so that all that is wrong is known at once. */
export async function runChecks(
  checks: readonly Check[],
  deployed: Deployed,
  running: Running,
): Promise<string> {
  const wrong: string[] = [];
  for (const check of checks) {
    running.say(check.title);
    try {
      await check.run(deployed);
    } catch (error) {
      wrong.push(`${check.title}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (wrong.length > 0)
    throw new Error(`${wrong.length} of ${checks.length} checks failed:\n${wrong.join("\n")}`);
  return counted(checks.length, "check");
}

/** Fails unless exactly what was there before is there now. */
export function left(now: readonly InventoryItem[], before: readonly InventoryItem[]): string {
  const keyOf = ({ service, region, kind, id }: InventoryItem): string =>
    `${service} ${region} ${kind} ${id}`;
  const known = new Set(before.map(keyOf));
  const rest = now.map(keyOf).filter((key) => !known.has(key));
  if (rest.length > 0) throw new Error(`${rest.length} left behind:\n${rest.join("\n")}`);
  return "nothing left";
}

/** Looks at the lock once, when the first resource is being made. */
function watchLock(look: () => Promise<string | undefined>) {
  let looked: Promise<string | undefined> | undefined;
  return {
    tap: (next: (event: TerraformEvent) => void) => (event: TerraformEvent) => {
      if (event.type === "started" && event.action === "create") {
        looked ??= look();
        // Whoever asks what was seen is told; until then a failure is nobody's.
        looked.catch(() => undefined);
      }
      next(event);
    },
    seen: async () => looked,
  };
}

function isManaged(address: string): boolean {
  return !address.startsWith("data.");
}

function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}
