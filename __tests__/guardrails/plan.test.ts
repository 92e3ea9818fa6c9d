import { evaluate, readConfiguration } from "../../src/guardrails";
import plan from "./fixtures/plan.json";
import { rulesNamed } from "./support";

/** What Terraform 1.11 planned of plain HCL: nested modules, for_each, count, values known after apply. */
const configuration = readConfiguration(plan, "plan");
const rules = rulesNamed(
  "destroyable-bucket-force-destroy",
  "destroyable-final-snapshot",
  "destroyable-prevent-destroy",
  "encryption-bucket-cmk",
  "encryption-bucket-tls-only",
  "encryption-dynamodb-cmk",
  "encryption-kms-rotation",
  "encryption-log-group-cmk",
  "encryption-state-backend",
  "least-privilege-inline-policies",
  "least-privilege-trust",
  "least-privilege-wildcard-resources",
  "logging-bucket-access-logs",
  "logging-load-balancer-access-logs",
  "logging-log-bucket-deliverable",
  "logging-log-group-retention",
  "logging-vpc-flow-logs",
  "naming-environment-suffix",
  "network-exposure-bucket-public-access",
  "network-exposure-listener-redirect",
  "network-exposure-public-database",
  "network-exposure-security-group-egress",
  "network-exposure-security-group-ingress",
);
const report = evaluate(configuration, { rules });
const found = (address: string): string[] =>
  report.findings.filter((finding) => finding.address === address).map(({ rule }) => rule);

test("holds every instance, in modules too", () => {
  const addresses = configuration.resources.map(({ address }) => address);
  expect(addresses).toEqual(
    expect.arrayContaining([
      'aws_s3_bucket.shard["a"]',
      "aws_cloudwatch_log_group.service[1]",
      'module.logs["access"].aws_s3_bucket.this',
      "module.orders.module.guard.aws_s3_bucket_public_access_block.this",
      "module.orders.data.aws_iam_policy_document.tls",
    ]),
  );
});

test("what is known after apply keeps its references, through modules' inputs and outputs", () => {
  const block = configuration.resource("module.orders.module.guard.aws_s3_bucket_public_access_block.this");
  expect(block?.get("bucket").kind).toBe("unknown");
  const bucket = configuration.resource("module.orders.aws_s3_bucket.this");
  expect(block && configuration.targets(block, "bucket")).toEqual([bucket]);
  const logs = configuration.resource('module.logs["access"].aws_s3_bucket.this');
  const writers = logs && configuration.referring(logs).map(({ address }) => address);
  expect(writers).toEqual(
    expect.arrayContaining(["aws_lb.front", "module.orders.aws_s3_bucket_logging.this[0]"]),
  );
});

test("what the source does not set is absent, even if the provider fills it in", () => {
  const table = configuration.resource("aws_dynamodb_table.orders");
  expect(table?.get("server_side_encryption").kind).toBe("absent");
  expect(configuration.resource("aws_lb.front")?.flag("internal", false)).toBe(false);
});

test("an instance is matched with its own companion, not with its sibling's", () => {
  expect(found('aws_s3_bucket.shard["a"]')).not.toContain("network-exposure-bucket-public-access");
  expect(found('aws_s3_bucket.shard["b"]')).toContain("network-exposure-bucket-public-access");
});

test("what is right has no finding", () => {
  const right = [
    "module.orders.aws_s3_bucket.this",
    'module.logs["access"].aws_s3_bucket.this',
    "aws_cloudwatch_log_group.service[0]",
    "aws_lb.front",
    "aws_lb_listener.http",
    "aws_vpc_security_group_ingress_rule.front",
    "aws_kms_key.data",
    "aws_iam_role.task",
  ];
  expect(right.flatMap(found)).toEqual([]);
});

test("what is wrong is found", () => {
  expect(found("aws_cloudwatch_log_group.plain")).toEqual([
    "encryption-log-group-cmk",
    "logging-log-group-retention",
    "naming-environment-suffix",
  ]);
  expect(found("aws_db_instance.old")).toEqual([
    "destroyable-final-snapshot",
    "network-exposure-public-database",
  ]);
  expect(found("aws_security_group.admin")).toEqual(["network-exposure-security-group-ingress"]);
  expect(found("aws_iam_role_policy.task")).toEqual(["least-privilege-inline-policies"]);
  expect(found("aws_dynamodb_table.orders")).toEqual(["encryption-dynamodb-cmk"]);
  expect(found("aws_vpc.main")).toEqual(["logging-vpc-flow-logs"]);
});

test("what a plan cannot show is unknown, once", () => {
  expect(report.unknowns.map(({ address, rule }) => [address, rule])).toEqual([
    ["terraform", "destroyable-prevent-destroy"],
    ["terraform", "encryption-state-backend"],
  ]);
});

test("a resource to be deleted is not there", () => {
  const changes = plan.resource_changes.map((change) =>
    change.address === "aws_vpc.main" ? { ...change, change: { actions: ["delete"], after: null } } : change,
  );
  const root = plan.planned_values.root_module;
  const kept = root.resources.filter(({ address }) => address !== "aws_vpc.main");
  const without = readConfiguration(
    { ...plan, resource_changes: changes, planned_values: { root_module: { ...root, resources: kept } } },
    "plan",
  );
  expect(without.resource("aws_vpc.main")).toBeUndefined();
});

test("a suppression without an instance key is for all instances", () => {
  const rule = "destroyable-bucket-force-destroy";
  const reason = "The shards are emptied by their own retirement job.";
  const suppressed = (address: string) =>
    evaluate(configuration, { rules, suppressions: [{ rule, address, reason }] }).suppressed.map(
      (finding) => finding.address,
    );
  expect(suppressed("aws_s3_bucket.shard")).toEqual(['aws_s3_bucket.shard["a"]', 'aws_s3_bucket.shard["b"]']);
  expect(suppressed('aws_s3_bucket.shard["b"]')).toEqual(['aws_s3_bucket.shard["b"]']);
});
