import { type JsonObject } from "../../../src/core/synthesis/json";
import { evaluate, readConfiguration } from "../../../src/guardrails";
import { all, system } from "./synthesized";

// The guardrails' view of the system: sound as it is, and what comes of it when one thing is taken away.

/** What the rules say of the system after `change`. */
function found(change: (json: JsonObject) => void = () => undefined): string[] {
  const changed = structuredClone(system.json);
  change(changed);
  return evaluate(readConfiguration(changed, "analytics-platform"))
    .findings.filter(({ rule }) => rule.startsWith("reachability-"))
    .map(({ rule, address, outcome, reason }) => `${outcome} ${rule} ${address}: ${reason}`);
}

const section = (from: JsonObject, mode: "resource" | "data", type: string) =>
  (from[mode] as Record<string, Record<string, JsonObject>>)[type] ?? {};
const without = (type: string, name: string) =>
  found((changed) => {
    Reflect.deleteProperty(section(changed, "resource", type), name);
  });
const aViolation = (reason: RegExp) =>
  expect.arrayContaining([
    expect.stringMatching(new RegExp(`^violation reachability-.*${reason.source}`)),
  ]) as unknown;

/**
 * The requirement asks for these by name; nothing in the system calls them. Fargate runs its own agent
 * outside the VPC (ECS developer guide, "Amazon ECS interface VPC endpoints"), KMS is asked by the
 * services that keep the data, metrics come from AWS itself, and roles come without STS.
 */
const ASKED_FOR = ["ecs", "ecs_agent", "ecs_telemetry", "kms", "monitoring", "sts"];
const endpoints = all("aws_vpc_endpoint").map(([name]) => name.replace("network_endpoints_", ""));

describe("FA-03", () => {
  test("FA-03 all that calls AWS or the database reaches it", () => {
    expect(found()).toEqual([]);
    const { rulesRun } = evaluate(readConfiguration(system.json, "analytics-platform"));
    // Three services, four functions, the bastion; of these the dashboards, processing and two functions.
    const compliant = (rule: string) => rulesRun.find(({ id }) => id === rule)?.compliant;
    expect(compliant("reachability-aws-apis")).toBe(8);
    expect(compliant("reachability-databases")).toBe(4);
  });

  test.each(endpoints.filter((name) => !ASKED_FOR.includes(name)))(
    "FA-03 without the endpoint of %s something no longer reaches it",
    (name) => {
      const service = name.replace(/^ecr_/, "ecr.").replaceAll("_", "-");
      expect(without("aws_vpc_endpoint", `network_endpoints_${name}`)).toEqual(
        aViolation(new RegExp(`endpoint of ${service}\\b`)),
      );
    },
  );

  test.each(ASKED_FOR)("FA-03 the endpoint of %s is there because it is asked for: none calls it", (name) => {
    expect(endpoints).toContain(name);
    expect(without("aws_vpc_endpoint", `network_endpoints_${name}`)).toEqual([]);
  });

  const admissions = endpoints
    .filter((name) => !ASKED_FOR.includes(name))
    .flatMap((name) => {
      const policy = `network_endpoints_${name}_policy`;
      const { statement } = system.data("aws_iam_policy_document", policy);
      return (statement as { sid: string }[]).map(({ sid }) => [sid, policy] as const);
    });

  test.each(admissions)("FA-03 without the statement %s of %s somebody is refused", (sid, policy) => {
    const said = found((changed) => {
      const document = section(changed, "data", "aws_iam_policy_document")[policy] as JsonObject;
      document.statement = (document.statement as JsonObject[]).filter((one) => one.sid !== sid);
    });
    expect(said).toEqual(aViolation(/does not admit/));
  });

  /** Edges that no guardrail asks for: they are to, from or between what clients and people use. */
  const OTHERS = /front|alb|bastion_sg_5432|5432_from_bastion|8080/;
  /** The function has no call through an interface: its bucket is reached by the gateway. */
  const UNUSED = [
    "transformation_function_sg_443_to_endpoints",
    "network_endpoints_sg_443_from_lake_transform",
  ];
  const edges = (["egress", "ingress"] as const).flatMap((direction) =>
    all(`aws_vpc_security_group_${direction}_rule`)
      .map(([name]) => [direction, name] as const)
      .filter(([, name]) => !OTHERS.test(name) && !UNUSED.includes(name)),
  );

  test.each(edges)("FA-03 without the %s rule %s something no longer reaches what it calls", (way, name) => {
    expect(edges.length).toBeGreaterThan(20);
    expect(without(`aws_vpc_security_group_${way}_rule`, name)).toEqual(aViolation(/security group/));
  });
});
