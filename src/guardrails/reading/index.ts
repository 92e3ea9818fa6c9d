import { Configuration } from "../model/configuration";
import { isObject, kindOf } from "../model/json";
import { readSyntax, TOP_LEVEL } from "./syntax";
import { readPlan } from "./plan";
import { UnreadableError } from "./problems";
import { readState } from "./state";

const ACCEPTED =
  "accepted are Terraform's JSON configuration syntax (such as CDKTF's cdk.tf.json) and what `terraform show -json` prints of a plan file or a state";

/**
 * Reads Terraform JSON: configuration syntax, or `terraform show -json` of a plan or a state.
 *
 * @param json the parsed JSON
 * @param origin where it comes from, for messages and the report
 * @throws UnreadableError for anything else, with all that is wrong and what is accepted
 */
export function readConfiguration(json: unknown, origin: string): Configuration {
  const refuse = (...problems: string[]): never => {
    throw new UnreadableError(origin, problems);
  };
  if (!isObject(json)) return refuse(`it is ${kindOf(json)}, not an object: ${ACCEPTED}`);
  if (json.planned_values !== undefined || json.resource_changes !== undefined) {
    if (json.errored === true) {
      return refuse(
        "the plan ended in an error, so what it holds is not all there would be: mend it and plan again",
      );
    }
    return new Configuration(readPlan(json, origin));
  }
  if (json.format_version !== undefined && (isObject(json.values) || Object.keys(json).length <= 2)) {
    return new Configuration(readState(json, origin));
  }
  if (json.lineage !== undefined && json.serial !== undefined) {
    return refuse(
      "it is a raw state file, whose format Terraform keeps private: give `terraform show -json` of it",
    );
  }
  const keys = Object.keys(json);
  const foreign = keys.filter((key) => !TOP_LEVEL.includes(key));
  if (keys.length === 0) return refuse(`it is an empty object: ${ACCEPTED}`);
  if (foreign.length > 0) {
    return refuse(`${foreign.map((key) => `"${key}"`).join(", ")} at its top is not Terraform: ${ACCEPTED}`);
  }
  return new Configuration(readSyntax(json, origin));
}
