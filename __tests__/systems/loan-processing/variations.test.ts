import { isDeepStrictEqual } from "node:util";
import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { at } from "../../support/terraform";
import { OneServiceMore } from "../../support/one-service-more";
import { problemsOf, synthesize, type SynthOptions } from "../../support/synth";

const synthesized = (options: SynthOptions = {}) => synthesize(LoanProcessing, "loan-processing", options);
const system = synthesized();
const resourcesOf = (from: { managed(): [string, JsonObject][] }) => new Map(from.managed());
const addedIn = (variation: ReadonlyMap<string, JsonObject>) =>
  [...variation.keys()].filter((address) => !resourcesOf(system).has(address));

/** Whether `after` holds all of `before`: lists and maps may only have grown. */
function grown(before: Json | undefined, after: Json | undefined): boolean {
  if (Array.isArray(before) && Array.isArray(after)) {
    return before.every((one) => after.some((other) => grown(one, other)));
  }
  if (isObject(before) && isObject(after)) {
    return Object.keys(before).every((key) => grown(before[key], after[key]));
  }
  return before === after;
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

describe("a fourth availability zone", () => {
  const wider = resourcesOf(synthesized({ settings: { azs: 4, businessHoursTasks: 8 } }));
  /** What says how many: more tasks, and alarms that count them. */
  const COUNTS = /^aws_(appautoscaling|cloudwatch_metric_alarm|cloudwatch_dashboard|ecs_service\.)/;

  test("takes no address away", () => {
    expect(system.managed().filter(([address]) => !wider.has(address))).toEqual([]);
  });

  test("changes nothing that is there: lists of subnets grow", () => {
    const changed = system
      .managed()
      .filter(([address]) => !COUNTS.test(address))
      .filter(([address, resource]) => !grown(resource, wider.get(address)))
      .map(([address]) => address);
    expect(changed).toEqual([]);
  });

  test("has its own subnets, NAT gateway and routes", () => {
    const added = addedIn(wider);
    expect(added).toEqual(
      expect.arrayContaining([
        "aws_subnet.network_public_d",
        "aws_subnet.network_private_d",
        "aws_nat_gateway.network_nat_d",
        "aws_route.network_private_d",
      ]),
    );
    expect(added.every((address) => address.endsWith("_d"))).toBe(true);
  });
});

describe("another suffix", () => {
  const other = synthesized({ environment: { ENVIRONMENT_SUFFIX: "blue" } });

  test("is in the state's key and the variable's default, and changes no resource", () => {
    expect(at(other.json, "terraform", "backend", "s3", "key")).toBe(
      "loan-processing/blue/terraform.tfstate",
    );
    expect(at(other.section("variable"), "environment_suffix", "default")).toBe("blue");
    expect(other.managed()).toEqual(system.managed());
  });
});

describe("a system that is not destroyable", () => {
  const kept = synthesized({ settings: { destroyable: false } });

  test("keeps what holds data: destroying is refused at plan, or by AWS", () => {
    for (const type of ["aws_s3_bucket", "aws_kms_key"]) {
      for (const resource of Object.values(kept.resources(type))) {
        expect(at(resource, "lifecycle", "prevent_destroy")).toBe(true);
      }
    }
    for (const bucket of Object.values(kept.resources("aws_s3_bucket")))
      expect(bucket.force_destroy).toBe(false);
    for (const repository of Object.values(kept.resources("aws_ecr_repository"))) {
      expect(repository.force_delete).toBe(false);
    }
    expect(kept.only("aws_lb").enable_deletion_protection).toBe(true);
    expect(kept.only("aws_rds_cluster")).toMatchObject({
      deletion_protection: true,
      skip_final_snapshot: false,
    });
  });

  test("alone needs the random provider, for the name of the final snapshot", () => {
    const providers = (from: typeof kept) =>
      Object.keys(at(from.json, "terraform", "required_providers") as JsonObject);
    expect(providers(system)).toEqual(["aws"]);
    expect(providers(kept).sort()).toEqual(["aws", "random"]);
    expect(at(kept.json, "terraform", "required_providers", "random")).toEqual({
      source: "hashicorp/random",
      version: "~> 3.7",
    });
    expect(kept.only("aws_rds_cluster").final_snapshot_identifier).toContain("random_");
  });

  // Real Terraform cannot plan it where hashicorp/random is not to be had: the configurations are compared.
  test("differs by what AWS and the provider change in place, or only remember", () => {
    const differing = system.managed().flatMap(([address, before]) => {
      const after = resourcesOf(kept).get(address) ?? {};
      const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
      return (
        keys
          // "//" is a comment, for readers and scanners.
          .filter((key) => key !== "//" && !isDeepStrictEqual(before[key], after[key]))
          .map((key) => `${address.replace(/\..*/, "")} ${key}`)
      );
    });
    expect([...new Set(differing)].sort()).toEqual([
      "aws_backup_vault force_destroy",
      "aws_backup_vault lifecycle",
      "aws_ecr_repository force_delete",
      "aws_ecr_repository lifecycle",
      "aws_kms_key deletion_window_in_days",
      "aws_kms_key lifecycle",
      "aws_lb enable_deletion_protection",
      "aws_rds_cluster delete_automated_backups",
      "aws_rds_cluster deletion_protection",
      "aws_rds_cluster final_snapshot_identifier",
      "aws_rds_cluster lifecycle",
      "aws_rds_cluster skip_final_snapshot",
      "aws_s3_bucket force_destroy",
      "aws_s3_bucket lifecycle",
      "aws_service_discovery_service force_destroy",
    ]);
  });

  test("has the addresses of one that is, and those for the snapshot's name", () => {
    expect(addedIn(resourcesOf(kept)).filter((address) => !address.startsWith("random_id."))).toEqual([]);
    expect(system.managed().filter(([address]) => !resourcesOf(kept).has(address))).toEqual([]);
  });
});

describe("one service more", () => {
  const more = resourcesOf(synthesize(OneServiceMore, "loan-processing"));

  test("takes no address away and changes nothing that is there", () => {
    const changed = system
      .managed()
      .filter(([address, resource]) => !isDeepStrictEqual(more.get(address), resource))
      .map(([address]) => address);
    expect(changed).toEqual([]);
  });

  test("is reached and reaches out as the others do, by edges of its own", () => {
    expect(addedIn(more)).toEqual(
      expect.arrayContaining([
        "aws_ecs_service.fraud_check",
        "aws_lb_listener_rule.front_fraud_check",
        "aws_vpc_security_group_ingress_rule.fraud_check_sg_8080_from_alb",
        "aws_vpc_security_group_ingress_rule.fraud_check_sg_8080_from_loan_api",
        "aws_vpc_security_group_ingress_rule.database_sg_5432_from_fraud_check",
      ]),
    );
  });
});

describe("an existing VPC", () => {
  const inside = synthesized({ settings: { existingVpc: true } });
  /** What is the VPC owner's, and then not made. */
  const OF_OWNER =
    /^aws_(vpc|subnet|internet_gateway|nat_gateway|eip|route|route_table|route_table_association|network_acl|network_acl_rule|default_security_group|flow_log)\./;

  test("leaves its owner's part unmade, and the flow logs' group and role; all else is there", () => {
    const gone = system.managed().filter(([address]) => !resourcesOf(inside).has(address));
    const addresses = gone.map(([address]) => address);
    expect(addresses.filter((address) => !OF_OWNER.test(address))).toEqual([
      "aws_cloudwatch_log_group.network_flow_logs_log",
      "aws_iam_policy.network_flow_logs_role",
      "aws_iam_role.network_flow_logs_role",
      "aws_iam_role_policy_attachment.network_flow_logs_role",
      "terraform_data.network_way_out",
    ]);
    expect(inside.managed().filter(([address]) => OF_OWNER.test(address))).toEqual([]);
    expect(addedIn(resourcesOf(inside))).toEqual([]);
  });

  test("puts everything into its subnets", () => {
    const ids = (tier: string) => ["a", "b", "c"].map((az) => `\${data.aws_subnet.network_${tier}_${az}.id}`);
    expect(inside.only("aws_lb").subnets).toEqual(ids("public"));
    expect(inside.only("aws_db_subnet_group").subnet_ids).toEqual(ids("private"));
    expect(at(inside.only("aws_lambda_function"), "vpc_config", "subnet_ids")).toEqual(ids("private"));
    for (const service of Object.values(inside.resources("aws_ecs_service"))) {
      expect(at(service, "network_configuration", "subnets")).toEqual(ids("private"));
    }
    for (const { vpc_id: vpc } of Object.values(inside.resources("aws_security_group"))) {
      expect(vpc).toBe("${data.aws_vpc.network.id}");
    }
  });

  test("is named by variables without a default, one id for each of the AZs asked for", () => {
    const two = synthesized({ settings: { existingVpc: true, azs: 2 } }).section("variable");
    for (const name of ["vpc_id", "public_subnet_ids", "private_subnet_ids"]) {
      expect(two[name]).toMatchObject({ nullable: false });
      expect(two[name]).not.toHaveProperty("default");
    }
    expect(at(two.private_subnet_ids, "validation", 0, "condition")).toContain(
      'join(",", sort(keys(var.private_subnet_ids))) == "a,b"',
    );
  });

  test("has its block from its owner: one in the settings is refused", () => {
    const settings = { existingVpc: true, vpcCidr: "10.20.0.0/16", reservedCidrs: ["10.0.0.0/16"] };
    const message = expect.stringContaining("with existingVpc the block is the VPC owner's") as string;
    expect(problemsOf(() => synthesized({ settings }))).toEqual([
      { where: "loan-processing.vpcCidr", message },
      { where: "loan-processing.reservedCidrs", message },
    ]);
  });
});

test("outside us-east-1 CloudFront's web ACL goes there all the same, by a provider of its own", () => {
  const elsewhere = synthesized({ environment: { DEPLOY_REGION: "us-west-2" } });
  const acls = Object.values(elsewhere.resources("aws_wafv2_web_acl"));
  const ofCloudFront = acls.filter(({ scope }) => scope === "CLOUDFRONT");
  expect(ofCloudFront.map(({ provider }) => provider)).toEqual(["aws.us_east_1"]);
  expect(acls.filter(({ scope }) => scope === "REGIONAL").every((acl) => !("provider" in acl))).toBe(true);
});
