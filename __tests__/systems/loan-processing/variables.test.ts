import { lacksOf, patternOf } from "../../support/systems/variables";
import { at, pointsAt } from "../../support/terraform";
import { system } from "./synthesized";

describe("LP-74", () => {
  const variables = Object.entries(system.section("variable"));

  test("LP-74 the operator sets the suffix, the image, the name with its certificate, retention and tags", () => {
    expect(variables.map(([name]) => name)).toEqual(
      expect.arrayContaining([
        "certificate_arn",
        "cost_center",
        "domain_name",
        "environment_suffix",
        "hosted_zone_id",
        "loan_api_image",
        "log_retention_days",
        "owner",
      ]),
    );
  });

  test.each(variables)(
    "LP-74 %s has a type, a description and validation that speaks of it",
    (name, variable) => {
      expect(lacksOf(name, variable)).toEqual([]);
    },
  );

  test.each([
    ["loan_api_image", "123456789012.dkr.ecr.us-east-1.amazonaws.com/loan-api:1.4.2", true],
    ["loan_api_image", "localhost:5000/loan-api:1", true],
    ["loan_api_image", `nginx@sha256:${"a".repeat(64)}`, true],
    ["loan_api_image", "nginx", false],
    ["loan_api_image", "nginx@sha256:abc", false],
    ["certificate_arn", "arn:aws:acm:us-east-1:123456789012:certificate/1-2-3", true],
    ["certificate_arn", "arn:aws:iam::123456789012:server-certificate/x", false],
    ["domain_name", "loans.example.com", true],
    ["domain_name", "localhost", false],
    ["domain_name", "https://loans.example.com", false],
    ["domain_name", "Loans.example.com", false],
    ["hosted_zone_id", "Z0123456789ABCDEFGHIJ", true],
    ["hosted_zone_id", "/hostedzone/Z0123456789", false],
    ["hosted_zone_id", "z0123456789", false],
    ["owner", "team payments@bank", true],
    ["owner", "", false],
  ])("LP-74 %s may be %j: %s", (name, value, isAllowed) => {
    expect(patternOf(system, name).test(value)).toBe(isAllowed);
  });

  test("LP-74 the image may not be :latest", () => {
    const variable = system.section("variable").loan_api_image;
    expect(at(variable, "validation", 0, "condition")).toContain('!endswith(var.loan_api_image, ":latest")');
    expect(variable?.default).toMatch(/:(?!latest$)[\w.-]+$/);
  });

  test("LP-74 outputs name what others need to find", () => {
    const outputs = system.section("output");
    const named = Object.entries(outputs).map(([name, { value }]) => [name, pointsAt(value)[0]]);
    expect(Object.fromEntries(named)).toMatchObject({
      vpc_id: "aws_vpc.network",
      private_subnet_ids: "aws_subnet.network_private_a",
      alb_dns_name: "aws_lb.front",
      cluster_name: "aws_ecs_cluster.cluster",
      loan_api_service_name: "aws_ecs_service.loan_api",
      access_logs_bucket: "aws_s3_bucket.access_logs",
    });
  });

  test("LP-74 Terraform and the provider are pinned", () => {
    expect(system.json.terraform).toMatchObject({
      required_version: ">= 1.5.0",
      required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.100" } },
    });
  });
});
