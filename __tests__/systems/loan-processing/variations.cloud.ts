import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ListObjectsV2Command } from "@aws-sdk/client-s3";
import { CreateHostedZoneCommand } from "@aws-sdk/client-route-53";
import { importSelfSigned } from "../../../src/operations/certificate/import";
import { type LocalCloud, startLocalCloud } from "../../../src/emulator/server";
import { type Clients, clientsOf } from "../../../src/acceptance/clients";
import { stateOf } from "../../../src/acceptance/deployment";
import { type TerraformSession } from "../../../src/terraform/session";
import { identitiesOf } from "../../support/identities";
import { type DeploymentOptions, open, openFirst, SYSTEM } from "../../support/loan-processing-deployment";
import { OneServiceMore } from "../../support/one-service-more";
import { expectEmpty, planned } from "../../support/planned";

// Variations against the state of a system that real Terraform has applied to the emulated AWS. One is missing:
// `destroyable` off needs hashicorp/random, which the provider mirrors of the tests do not have; see variations.test.ts.

jest.setTimeout(30 * 60_000);

const DOMAIN = "loans.example.com";

let cloud: LocalCloud;
let home: string;
let aws: Clients;
let certificate: { readonly certificate_arn: string };
let domain: { readonly domain_name: string; readonly hosted_zone_id: string };
let blue: TerraformSession;

type Given = Partial<Omit<DeploymentOptions, "cloud" | "folder">>;

const deployment = (name: string, given: Given = {}): DeploymentOptions => ({
  cloud,
  suffix: "blue",
  variables: certificate,
  ...given,
  folder: join(home, name),
});

const inventory = async () => (await cloud.inventory()).map((item) => JSON.stringify(item)).sort();

/** The objects in the bucket of a suffix's states. */
async function stateKeys(suffix: string) {
  const { bucket } = stateOf(SYSTEM, { suffix });
  const { Contents = [] } = await aws.s3.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key }) => Key);
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "plinth-variations-"));
  cloud = await startLocalCloud({ quiet: true });
  aws = clientsOf(cloud.endpoint, "us-east-1");
  certificate = { certificate_arn: await importSelfSigned(aws.acm, DOMAIN) };
  const { HostedZone } = await aws.route53.send(
    new CreateHostedZoneCommand({ Name: DOMAIN, CallerReference: "variations" }),
  );
  domain = { domain_name: DOMAIN, hosted_zone_id: HostedZone?.Id?.replace("/hostedzone/", "") ?? "" };
  blue = await openFirst(deployment("blue"));
  await blue.apply();
});

afterAll(async () => {
  await cloud.stop();
  await rm(home, { recursive: true, force: true });
});

/** Made for a service: everything has its name. */
const OF_SERVICE = /^aws_\w+\.\w*fraud_check/;
/** The logs' key names every log group. */
const FOR_SERVICE = ["aws_kms_key.keys_logs"];
/** Lists of subnets, and how many tasks there are at the least. */
const FOR_AZ = [
  "aws_appautoscaling_scheduled_action.credit_decision_scaling_night",
  "aws_appautoscaling_scheduled_action.loan_api_scaling_night",
  "aws_cloudwatch_event_target.reassessment",
  "aws_cloudwatch_metric_alarm.credit_decision_alarms_running",
  "aws_cloudwatch_metric_alarm.loan_api_alarms_running",
  "aws_db_subnet_group.database",
  "aws_ecs_service.credit_decision",
  "aws_ecs_service.loan_api",
  "aws_lambda_function.database_user_function",
  "aws_lb.front",
  "aws_network_acl.network_acl_private",
  "aws_network_acl.network_acl_public",
];
const OF_AZ = /^aws_\w+\.network_(public|private|nat)_d$/;
const OF_DOMAIN = [
  "aws_acm_certificate.certificate[0]",
  "aws_acm_certificate_validation.certificate[0]",
  "aws_route53_record.certificate[0]",
  "aws_route53_record.front_name[0]",
];
const FOR_DOMAIN = ["aws_lb_listener.front_https"];

test("one service more makes what is its own, and replaces nothing", async () => {
  const { created, updated, others } = await planned(
    await open(deployment("more", { System: OneServiceMore })),
  );
  expect({ others, updated }).toEqual({ others: [], updated: FOR_SERVICE });
  expect(created).toContain("aws_ecs_service.fraud_check");
  expect(created.filter((address) => !OF_SERVICE.test(address))).toEqual([]);
});

test("a fourth AZ makes its subnets and their way out, and replaces nothing", async () => {
  const { created, updated, others } = await planned(
    await open(deployment("wider", { settings: { azs: 4 } })),
  );
  expect({ others, updated }).toEqual({ others: [], updated: FOR_AZ });
  expect(created).toContain("aws_nat_gateway.network_nat_d");
  expect(created.filter((address) => !OF_AZ.test(address))).toEqual([]);
});

test("a domain in place of the first certificate changes the listener in place, and replaces nothing", async () => {
  const made = await planned(await open(deployment("domain", { variables: domain })));
  expect(made).toMatchObject({ created: OF_DOMAIN, updated: FOR_DOMAIN, others: [] });
});

test("another suffix stands beside the first in one account, and shares nothing with it", async () => {
  const variables = { certificate_arn: await importSelfSigned(aws.acm, DOMAIN) };
  const green = await openFirst(deployment("green", { suffix: "green", variables }));
  const before = await inventory();
  await green.apply();
  expect(await green.stateList()).toEqual(await blue.stateList());
  const [first, second] = [identitiesOf(await blue.state()), identitiesOf(await green.state())];
  const keys = await Promise.all(["blue", "green"].map(stateKeys));

  await green.destroy();
  await expectEmpty(blue);
  expect(await inventory()).toEqual(before);
  expect(keys).toEqual([
    ["loan-processing/blue/terraform.tfstate"],
    ["loan-processing/green/terraform.tfstate"],
  ]);
  expect(first.size).toBeGreaterThan(400);
  expect([...first].filter(([value]) => second.has(value)).map(([, where]) => where)).toEqual([]);
});

test("one service more, a fourth AZ and a domain are applied, and the next plan is empty", async () => {
  const session = await open(
    deployment("all", { System: OneServiceMore, settings: { azs: 4 }, variables: domain }),
  );
  const { file, updated, others } = await planned(session);
  expect({ others, updated }).toEqual({
    others: [],
    updated: [...FOR_SERVICE, ...FOR_AZ, ...FOR_DOMAIN].sort(),
  });
  await session.apply({ file });
  await expectEmpty(session);
});
