import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Bastion } from "../../../src/constructs/compute/bastion";
import { PlinthApp } from "../../../src/core/app";
import { type LocalCloud, startLocalCloud } from "../../../src/emulator/server";
import { TerraformSession } from "../../../src/terraform/session";
import { logKey } from "../../support/parts";
import { expectEmpty } from "../../support/planned";
import { systemOf } from "../../support/synth";
import { smallNetworkIn } from "../streaming/parts";

jest.setTimeout(10 * 60_000);

let cloud: LocalCloud;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "plinth-bastion-"));
  cloud = await startLocalCloud({ quiet: true });
});

afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Opens the stack of a host, over the state that there is. */
async function open(destroyable: boolean): Promise<TerraformSession> {
  const environment = {
    ENVIRONMENT_SUFFIX: "test",
    TERRAFORM_STATE_BACKEND: "local",
    TERRAFORM_STATE_FOLDER: folder,
  };
  const app = new PlinthApp({ environment, outdir: folder });
  const system = systemOf((stack) => {
    new Bastion(stack, "bastion", { network: smallNetworkIn(stack), key: logKey(stack) });
  }, destroyable);
  app.add(system, "test");
  app.synth();
  const session = await TerraformSession.open({
    stackFolder: join(folder, "stacks", "test"),
    cloud,
    variables: { environment_suffix: "test" },
  });
  await session.init();
  return session;
}

test("a protected host comes as it was asked for, and goes without a trace", async () => {
  const kept = await open(false);
  await kept.apply();
  await expectEmpty(kept);
  // Only of a destroyable stack does Terraform delete the key.
  await (await open(true)).destroy();
  expect(await cloud.inventory()).toEqual([]);
});
