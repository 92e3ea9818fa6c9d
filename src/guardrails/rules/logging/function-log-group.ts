import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";

const PREFIX = "/aws/lambda/";

/** Functions log to a group that the configuration makes. */
export const functionLogGroup: Rule = {
  id: "logging-function-log-group",
  title: "Functions log to a group of the configuration",
  pack: "logging",
  controls: [],
  rationale:
    "Lambda makes a missing group itself: without retention and key, and it stays when all else is destroyed.",
  remedy: "make an aws_cloudwatch_log_group and name it in logging_config.log_group",
  types: ["aws_lambda_function"],
  check: (lambda, configuration) => {
    const group = lambda.get("logging_config.log_group");
    const targets = configuration.targets(lambda, "logging_config.log_group");
    if (targets.some(({ type }) => type === "aws_cloudwatch_log_group")) return compliant();
    if (group.kind === "unknown") return unknown(`whether ${group.expression} is made here cannot be seen`);
    if (group.kind === "known") return violation(`its log group ${textOf(group.value)} is not made here`);
    return byName(lambda, configuration)
      ? compliant()
      : violation("no aws_cloudwatch_log_group has its name, and logging_config names none");
  },
};

/** Whether a log group is `/aws/lambda/` and the function's name, however that is written. */
function byName(lambda: Resource, configuration: Configuration): boolean {
  const own = nameOf(lambda, "function_name");
  return configuration.resourcesOfType("aws_cloudwatch_log_group").some((group) => {
    const name = nameOf(group, "name");
    if (own !== undefined && name === `${PREFIX}${own}`) return true;
    return (
      name?.startsWith(PREFIX) === true &&
      group.references("name").some((reference) => configuration.resolve(reference).includes(lambda))
    );
  });
}

function nameOf(resource: Resource, path: string): string | undefined {
  const value = resource.get(path);
  if (value.kind === "unknown") return value.expression;
  return resource.text(path);
}
