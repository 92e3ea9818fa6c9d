import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import { verdict } from "../../rule";
import { isSet } from "../lib/expect";
import { written } from "../lib/written";

const PREFIX = "aws-waf-logs-";
const NAMES: Readonly<Record<string, string>> = {
  aws_cloudwatch_log_group: "name",
  aws_kinesis_firehose_delivery_stream: "name",
  aws_s3_bucket: "bucket",
};

/** What WAF logs to is named as WAF wants it. */
export const webAclLogName: Rule = {
  id: "apply-web-acl-log-name",
  title: `WAF logs to what is named ${PREFIX}`,
  pack: "apply",
  controls: [],
  rationale: "WAF refuses a log group, bucket or stream of another name.",
  remedy: `begin the name with ${PREFIX}`,
  types: ["aws_wafv2_web_acl_logging_configuration"],
  check: (log, configuration) => {
    const items = log.items("log_destination_configs");
    const literal = items.flatMap((item) => (item.kind === "known" ? [textOf(item.value)] : []));
    const targets = configuration.targets(log, "log_destination_configs").filter(({ type }) => type in NAMES);
    const judged = targets.map((target) => ({ target, begins: begins(target, configuration) }));
    return verdict(
      [
        ...judged
          .filter(({ begins: said }) => said === false)
          .map(({ target }) => `${target.address} is named otherwise`),
        ...literal
          .filter((arn) => arn.startsWith("arn:") && !arn.includes(PREFIX))
          .map((arn) => `${arn} is named otherwise`),
      ],
      [
        ...judged
          .filter(({ begins: said }) => said === "unknown")
          .map(({ target }) => `the name of ${target.address} cannot be seen`),
        ...(targets.length + literal.length === 0 ? ["where it logs to cannot be seen"] : []),
      ],
    );
  },
};

function begins(target: Resource, { kind }: Configuration): boolean | "unknown" {
  const path = NAMES[target.type] as string;
  const name = !isSet(target, path) ? target.get(`${path}_prefix`) : target.get(path);
  const text = written(name);
  // An expression after the prefix shows what matters.
  if (text.startsWith(PREFIX)) return true;
  if (name.kind === "known") return false;
  return name.kind === "unknown" && !/^\$\{/.test(text) && kind === "configuration" ? false : "unknown";
}
