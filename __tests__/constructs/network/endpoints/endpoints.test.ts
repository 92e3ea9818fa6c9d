import { isolated } from "../../../support/isolated";
import { stackOf } from "../../../support/synth";
import { pointsAt, text } from "../../../support/terraform";

const terraform = stackOf(isolated);
const endpoint = (name: string) => terraform.resource("aws_vpc_endpoint", `network_endpoints_${name}`);
const statements = (name: string) => terraform.statements(endpoint(name).policy);
const edgesOf = (purpose: string) =>
  Object.entries(terraform.resources("aws_vpc_security_group_egress_rule")).filter(([name]) =>
    name.startsWith(`${purpose}_sg_`),
  );

test("an interface is in every private subnet, under the service's own name, behind a group of its own", () => {
  const { subnet_ids, security_group_ids, ...rest } = endpoint("kinesis_streams");
  expect(rest).toMatchObject({
    service_name: "com.amazonaws.us-east-1.kinesis-streams",
    vpc_endpoint_type: "Interface",
    private_dns_enabled: true,
  });
  expect(pointsAt(subnet_ids)).toEqual(["a", "b", "c"].map((az) => `aws_subnet.network_private_${az}`));
  expect(pointsAt(security_group_ids)).toEqual(["aws_security_group.network_endpoints_sg"]);
});

test("a gateway is in the route table of every private subnet, and in no other", () => {
  expect(pointsAt(endpoint("s3").route_table_ids)).toEqual(
    ["a", "b", "c"].map((az) => `aws_route_table.network_private_${az}`),
  );
});

test("there is no way out: no edge leads to the internet", () => {
  for (const rule of Object.values(terraform.resources("aws_vpc_security_group_egress_rule"))) {
    expect(rule.cidr_ipv4).toBeUndefined();
  }
});

test("the endpoints' group admits each client by its own group, on 443 alone", () => {
  const rules = Object.values(terraform.resources("aws_vpc_security_group_ingress_rule")).filter(
    ({ security_group_id }) =>
      pointsAt(security_group_id ?? "")[0] === "aws_security_group.network_endpoints_sg",
  );
  expect(rules.map((rule) => pointsAt(rule.referenced_security_group_id ?? "")[0]).sort()).toEqual([
    "aws_security_group.ingest_sg",
    "aws_security_group.reader_sg",
  ]);
  expect(rules.map(({ from_port, to_port }) => [from_port, to_port])).toEqual([
    [443, 443],
    [443, 443],
  ]);
});

test("a gateway is opened to those who call it, image layers come from S3, and to nobody else", () => {
  expect(edgesOf("ingest").map(([name]) => name)).toEqual(
    expect.arrayContaining(["ingest_sg_443_to_endpoints", "ingest_sg_443_to_s3"]),
  );
  expect(edgesOf("reader").map(([name]) => name)).toEqual([
    "reader_sg_443_to_endpoints",
    "reader_sg_443_to_s3",
  ]);
  const rule = terraform.resource("aws_vpc_security_group_egress_rule", "ingest_sg_443_to_s3");
  expect(text(rule.prefix_list_id)).toBe("${aws_vpc_endpoint.network_endpoints_s3.prefix_list_id}");
});

test("a policy admits what the roles may do there, for these roles alone", () => {
  expect(statements("kinesis_streams")).toEqual([
    {
      sid: "IngestTaskPut",
      actions: ["kinesis:PutRecords"],
      resources: ["arn:aws:kinesis:us-east-1:123456789012:stream/ticks"],
      principals: [{ type: "*", identifiers: ["*"] }],
      condition: [
        {
          test: "ArnEquals",
          variable: "aws:PrincipalArn",
          values: [expect.stringContaining(":role/role-ingest-task-${var.environment_suffix}")],
        },
      ],
    },
  ]);
});

test("both ECR endpoints admit the pull, and S3 the layers of ECR's own bucket only", () => {
  for (const name of ["ecr_api", "ecr_dkr"]) {
    expect(
      statements(name)
        .flatMap(({ actions }) => actions)
        .sort(),
    ).toEqual([
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:GetAuthorizationToken",
      "ecr:GetDownloadUrlForLayer",
    ]);
  }
  const layers = statements("s3").find(({ sid }) => sid === "ImageLayers");
  expect(statements("s3").map(({ sid }) => sid)).toEqual(["ImageLayers", "ReaderRead"]);
  expect(layers).toMatchObject({ actions: ["s3:GetObject"] });
  expect(layers?.resources).toEqual([
    expect.stringMatching(/:s3:::prod-us-east-1-starport-layer-bucket\/\*$/),
  ]);
});

test("what AWS does with a function's role is not admitted: the function writes no log through the VPC", () => {
  expect(statements("logs").flatMap(({ sid }) => sid)).toEqual(["IngestExecutionWriteLogs"]);
  // Its environment is decrypted by Lambda.
  expect(statements("kms")).toMatchObject([{ sid: "NobodyYet", effect: "Deny" }]);
});

test("an endpoint that nobody uses refuses everybody", () => {
  expect(statements("sts")[0]).toMatchObject({ effect: "Deny", actions: ["*"], resources: ["*"] });
});
