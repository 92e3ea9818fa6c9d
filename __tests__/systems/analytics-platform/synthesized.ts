import { type JsonObject } from "../../../src/core/synthesis/json";
import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { synthesize } from "../../support/synth";
import { at, pointsAt, type Terraform } from "../../support/terraform";

/** The whole system, with every setting at its default. */
export const system: Terraform = synthesize(AnalyticsPlatform, "analytics-platform");

export const ACCOUNT = "${data.aws_caller_identity.caller.account_id}";
export const SUFFIX = "${var.environment_suffix}";

/** An ARN as policies name it: made from names. */
export function arn(service: string, resource: string, region = "us-east-2", account = ACCOUNT): string {
  return `arn:\${data.aws_partition.partition.partition}:${service}:${region}:${account}:${resource}`;
}

/** The resources of a type with their names. */
export const all = (type: string) => Object.entries(system.resources(type));

/** The addresses of a type. */
export const addresses = (type: string) => all(type).map(([name]) => `${type}.${name}`);

export const subnetsOf = (tier: string) =>
  all("aws_subnet")
    .filter(([, subnet]) => at(subnet, "tags", "Tier") === tier)
    .map(([name]) => `aws_subnet.${name}`);

/** The one resource of a type whose argument points at an address. */
export function attached(type: string, argument: string, address: string): JsonObject {
  const found = all(type).filter(([, each]) => pointsAt(each[argument])[0] === address);
  if (found.length !== 1) throw new Error(`${String(found.length)} ${type} whose ${argument} is ${address}`);
  return found[0]?.[1] ?? {};
}
