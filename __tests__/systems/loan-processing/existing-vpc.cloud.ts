import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { importSelfSigned } from "../../../src/operations/certificate/import";
import { type LocalCloud, startLocalCloud } from "../../../src/emulator/server";
import { clientsOf } from "../../../src/acceptance/clients";
import { type LandingZone, landingZone } from "../../support/landing-zone";
import { open } from "../../support/loan-processing-deployment";
import { expectEmpty, planned } from "../../support/planned";

jest.setTimeout(30 * 60_000);

let cloud: LocalCloud;
let home: string;
let certificate: { readonly certificate_arn: string };
let zone: LandingZone;
let other: LandingZone;

const inside = (name: string, variables: Readonly<Record<string, unknown>>) =>
  open({
    cloud,
    suffix: "zone",
    folder: join(home, name),
    settings: { existingVpc: true },
    variables: { ...certificate, ...variables },
    stateBackend: "local",
  });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "plinth-existing-vpc-"));
  cloud = await startLocalCloud({ quiet: true });
  const { acm, ec2 } = clientsOf(cloud.endpoint, "us-east-1");
  certificate = { certificate_arn: await importSelfSigned(acm, "loans.example.com") };
  zone = await landingZone(ec2);
  other = await landingZone(ec2);
});

afterAll(async () => {
  await cloud.stop();
  await rm(home, { recursive: true, force: true });
});

test("a VPC that is not what the system needs is refused in words", async () => {
  const foreign = other.private_subnet_ids.a;
  const twice = zone.public_subnet_ids.a;
  const session = await inside("wrong", {
    ...zone,
    public_subnet_ids: { ...zone.public_subnet_ids, b: foreign },
    private_subnet_ids: { ...zone.private_subnet_ids, a: twice },
  });
  const message = await session.plan().then(
    () => "planned",
    (error: unknown) => (error as Error).message.replaceAll(/\s+/g, " "),
  );
  expect(message).toContain(`The public subnet b, ${foreign}, is in the VPC ${other.vpc_id}`);
  expect(message).toContain(`The public subnet b, ${foreign}, is in us-east-1a, as is public subnet a`);
  expect(message).toContain(`The subnet ${twice} is both public and private (a)`);
});

test("the system comes into a VPC that exists, and goes again without a trace in it", async () => {
  const inventory = async () => (await cloud.inventory()).map((item) => JSON.stringify(item)).sort();
  const before = await inventory();
  const session = await inside("zone", zone);
  const { file, created, updated, others } = await planned(session);
  expect({ updated, others }).toEqual({ updated: [], others: [] });
  expect(created).toContain("aws_lb.front");
  expect(created.filter((address) => /^aws_(vpc|subnet|route\w*|nat_gateway)\./.test(address))).toEqual([]);
  await session.apply({ file });
  await expectEmpty(session);
  await session.destroy();
  expect(await inventory()).toEqual(before);
});
