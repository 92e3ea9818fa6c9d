import { type JsonObject } from "../../../src/core/synthesis/compose";
import { at } from "../../support/terraform";
import { system } from "./synthesized";

describe("LP-71", () => {
  /** What a name begins with, by resource type; and where the name is. */
  const PREFIXES: Record<string, string> = {
    aws_cloudwatch_log_group: "log",
    aws_default_security_group: "security-group",
    aws_ecs_cluster: "cluster",
    aws_ecs_service: "service",
    aws_ecs_task_definition: "task",
    aws_eip: "eip",
    aws_flow_log: "flow-log",
    aws_iam_policy: "policy",
    aws_iam_role: "role",
    aws_internet_gateway: "igw",
    aws_kms_alias: "key",
    aws_kms_key: "key",
    aws_lb: "alb",
    aws_lb_target_group: "tg",
    aws_nat_gateway: "nat",
    aws_network_acl: "nacl",
    aws_route_table: "rt",
    aws_s3_bucket: "bucket",
    aws_security_group: "security-group",
    aws_subnet: "subnet",
    aws_vpc: "vpc",
  };
  const SUFFIX = "${var.environment_suffix}";
  /** ECS chooses this one: only the cluster's name in it is ours. */
  const INSIGHTS = /^\/aws\/ecs\/containerinsights\/(.+)\/performance$/;

  const nameOf = (resource: JsonObject): string | undefined => {
    const { name, bucket, family } = resource;
    const own = [
      name,
      family,
      "force_destroy" in resource ? bucket : undefined,
      at(resource, "tags", "Name"),
    ];
    return own.find((value) => typeof value === "string");
  };
  const named = system
    .managed()
    .map(([address, resource]) => ({ address, name: nameOf(resource), type: address.split(".")[0] ?? "" }))
    .flatMap(({ name, type, ...rest }) =>
      name === undefined || type === "aws_route53_record" ? [] : [{ ...rest, name, type }],
    );

  test("LP-71 every name is {type}[-{purpose}]-{suffix}, a bucket's with the account before it", () => {
    expect(named.length).toBeGreaterThan(30);
    const account = "${data.aws_caller_identity.caller.account_id}-";
    for (const { address, name, type } of named) {
      const insights = INSIGHTS.exec(name)?.[1];
      const prefix = insights === undefined ? PREFIXES[type] : "cluster";
      const last = insights ?? name.slice(name.lastIndexOf("/") + 1);
      const middle = last.slice(`${String(prefix)}-`.length, -SUFFIX.length).replace(account, "");
      expect({ address, name: last }).toEqual({
        address,
        name: `${String(prefix)}-${middle}${type === "aws_s3_bucket" ? account : ""}${SUFFIX}`,
      });
      expect(middle).toMatch(/^([a-z0-9]+-)*$/);
    }
  });

  test("LP-71 no two resources of a type have one name", () => {
    const names = named.map(({ type, name }) => `${type} ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test("LP-71 the suffix is a variable with validation, and nowhere written out", () => {
    expect(at(system.section("variable").environment_suffix, "validation", 1)).toBeDefined();
    expect(JSON.stringify(system.json.resource)).not.toMatch(/-dev"/);
  });
});
