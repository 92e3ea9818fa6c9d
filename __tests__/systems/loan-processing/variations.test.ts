import { type Json, type JsonObject } from "../../../src/core/synthesis/compose";
import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { at } from "../../support/terraform";
import { synthesize, type SynthOptions } from "../../support/synth";

const synthesized = (options: SynthOptions = {}) => synthesize(LoanProcessing, "loan-processing", options);
const system = synthesized();
const resourcesOf = (from: { managed(): [string, JsonObject][] }) => new Map(from.managed());

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
    const added = [...wider.keys()].filter((address) => !resourcesOf(system).has(address));
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

  test("has the addresses of one that is, and those for the snapshot's name", () => {
    const added = kept.managed().filter(([address]) => !resourcesOf(system).has(address));
    expect(added.map(([address]) => address.split(".")[0])).toEqual(added.map(() => "random_id"));
    expect(system.managed().filter(([address]) => !resourcesOf(kept).has(address))).toEqual([]);
  });
});

test("outside us-east-1 CloudFront's web ACL goes there all the same, by a provider of its own", () => {
  const elsewhere = synthesized({ environment: { DEPLOY_REGION: "us-west-2" } });
  const acls = Object.values(elsewhere.resources("aws_wafv2_web_acl"));
  const ofCloudFront = acls.filter(({ scope }) => scope === "CLOUDFRONT");
  expect(ofCloudFront.map(({ provider }) => provider)).toEqual(["aws.us_east_1"]);
  expect(acls.filter(({ scope }) => scope === "REGIONAL").every((acl) => !("provider" in acl))).toBe(true);
});
