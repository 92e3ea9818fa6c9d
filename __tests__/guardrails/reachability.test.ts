import { evaluate, readConfiguration } from "../../src/guardrails";
import { type JsonObject } from "../../src/core/synthesis/json";
import { isolated } from "../support/isolated";
import { stackOf } from "../support/synth";
import { text } from "../support/terraform";

// The whole of a stack of ours, and what comes of it when one thing is taken away.
const { json } = stackOf(isolated);
const PACK = /^reachability-/;

/** What the rules say of the stack after `change`. */
function found(change: (json: JsonObject) => void = () => undefined): string[] {
  const changed = structuredClone(json);
  change(changed);
  return evaluate(readConfiguration(changed, "test"))
    .findings.filter(({ rule }) => PACK.test(rule))
    .map(({ rule, address, outcome, reason }) => `${outcome} ${rule} ${address}: ${reason}`);
}

const section = (from: JsonObject, mode: "resource" | "data", type: string) =>
  (from[mode] as Record<string, Record<string, JsonObject>>)[type] ?? {};
const namesOf = (mode: "resource" | "data", type: string) => Object.keys(section(json, mode, type));
const without = (mode: "resource" | "data", type: string, name: string) =>
  found((changed) => {
    Reflect.deleteProperty(section(changed, mode, type), name);
  });

/** Nothing calls what these lead to. */
const UNUSED = ["network_endpoints_kms", "network_endpoints_sts", "network_endpoints_dynamodb"];
const used = namesOf("resource", "aws_vpc_endpoint").filter((name) => !UNUSED.includes(name));

test("a stack that reaches all it calls is compliant, and its clients are all asked about", () => {
  expect(found()).toEqual([]);
  const { rulesRun } = evaluate(readConfiguration(json, "test"));
  expect(rulesRun.find(({ id }) => id === "reachability-aws-apis")).toMatchObject({ compliant: 2 });
  expect(rulesRun.find(({ id }) => id === "reachability-databases")).toMatchObject({ compliant: 1 });
  expect(used.length).toBeGreaterThan(4);
});

test.each(used)("without the endpoint %s it is a violation that names the service", (name) => {
  const service = name.replace("network_endpoints_", "").replace(/^ecr_/, "ecr.").replaceAll("_", "-");
  expect(without("resource", "aws_vpc_endpoint", name)).toEqual(
    expect.arrayContaining([expect.stringMatching(new RegExp(`^violation .*endpoint of ${service}\\b`))]),
  );
});

test.each(UNUSED)("the endpoint %s is not missed: nobody calls it", (name) => {
  expect(without("resource", "aws_vpc_endpoint", name)).toEqual([]);
});

const edges = [
  ...namesOf("resource", "aws_vpc_security_group_egress_rule").map((name) => ["egress", name] as const),
  ...namesOf("resource", "aws_vpc_security_group_ingress_rule").map((name) => ["ingress", name] as const),
]
  // The load balancer's edges are not compute's. The function calls nothing that has an interface.
  .filter(([, name]) => !/front|alb/.test(name) && !/443_(from|to)_(reader|endpoints)$/.test(name))
  .concat([["egress", "ingest_sg_443_to_endpoints"]]);

test.each(edges)("without the %s rule %s it is a violation", (direction, name) => {
  expect(without("resource", `aws_vpc_security_group_${direction}_rule`, name)).toEqual(
    expect.arrayContaining([expect.stringMatching(/^violation /)]),
  );
});

const admissions = used.flatMap((endpoint) => {
  const policy = `${endpoint}_policy`;
  const statements = section(json, "data", "aws_iam_policy_document")[policy]?.statement as { sid: string }[];
  return statements.map(({ sid }) => [sid, policy] as const);
});

test.each(admissions)("without the statement %s of %s it is a violation", (sid, policy) => {
  const said = found((changed) => {
    const document = section(changed, "data", "aws_iam_policy_document")[policy] as JsonObject;
    document.statement = (document.statement as JsonObject[]).filter((one) => one.sid !== sid);
  });
  expect(said).toEqual(expect.arrayContaining([expect.stringMatching(/^violation .*does not admit/)]));
});

test("an endpoint that admits another role only does not serve this one", () => {
  const said = found((changed) => {
    const document = section(changed, "data", "aws_iam_policy_document").network_endpoints_logs_policy;
    const [statement] = (document?.statement ?? []) as { condition: JsonObject[] }[];
    Object.assign(statement?.condition[0] ?? {}, { values: ["arn:aws:iam::1:role/other"] });
  });
  expect(said).toEqual([expect.stringContaining("does not admit logs:CreateLogStream")]);
});

test("an interface without private DNS does not serve: the service's name still leads outside", () => {
  const said = found((changed) => {
    const endpoint = section(changed, "resource", "aws_vpc_endpoint").network_endpoints_logs as JsonObject;
    endpoint.private_dns_enabled = false;
  });
  expect(said).toEqual([expect.stringMatching(/^violation .*private DNS/)]);
});

test("an image of a public registry is not reached", () => {
  const said = found((changed) => {
    const task = section(changed, "resource", "aws_ecs_task_definition").ingest_task as JsonObject;
    task.container_definitions = text(task.container_definitions).replace(
      /"image":? ?=? ?"[^"]+"|image" = "[^"]+"/,
      (image) => image.replace(/"[^"]+"$/, '"public.ecr.aws/nginx/nginx:1"'),
    );
  });
  expect(said).toEqual([expect.stringContaining("public.ecr.aws/nginx/nginx:1")]);
});

test("a policy that is not in the file is unknown, never a pass", () => {
  const said = found((changed) => {
    const attachment = section(changed, "resource", "aws_iam_role_policy_attachment");
    attachment.more = {
      role: "${aws_iam_role.ingest_task_role.name}",
      policy_arn: "arn:aws:iam::aws:policy/X",
    };
  });
  expect(said).toEqual([expect.stringMatching(/^unknown .*policy\/X/)]);
});

test.each([
  ["that another service does for it needs no endpoint", "ForAnyValue:StringEquals", "aws:CalledVia", []],
  [
    "under any other condition does",
    "StringEquals",
    "aws:ResourceTag/x",
    [expect.stringMatching(/no endpoint of glue/)],
  ],
])("a call %s", (_, test, variable, wanted) => {
  const said = found((changed) => {
    const document = section(changed, "data", "aws_iam_policy_document").ingest_task_role_policy;
    (document?.statement as unknown[]).push({
      sid: "ReadCatalog",
      effect: "Allow",
      actions: ["glue:GetTable"],
      resources: ["arn:aws:glue:us-east-1:123456789012:catalog"],
      condition: [{ test, variable, values: ["athena.amazonaws.com"] }],
    });
  });
  expect(said).toEqual(wanted);
});

test("with a way out nothing is asked", () => {
  const said = found((changed) => {
    (changed.resource as Record<string, unknown>).aws_vpc_endpoint = {};
    const routes = section(changed, "resource", "aws_route");
    for (const name of namesOf("resource", "aws_route_table").filter((one) => one.includes("private"))) {
      routes[name] = {
        route_table_id: `\${aws_route_table.${name}.id}`,
        destination_cidr_block: "0.0.0.0/0",
        nat_gateway_id: "nat-1",
      };
    }
  });
  expect(said).toEqual([]);
});
