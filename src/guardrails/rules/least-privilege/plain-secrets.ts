import type { Rule } from "../../rule";
import { notApplicable, pciDss, securityHub, unknown, verdict } from "../../rule";
import { containersOf } from "../lib/containers";

/** Names of what should be a secret. `..._ARN`, `..._NAME` and the like say where one is. */
const SECRET = /(?:PASSWORD|PASSWD|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY(?:_ID)?|CREDENTIALS?)$/i;

/** Secrets reach containers and functions by reference. */
export const plainSecrets: Rule = {
  id: "least-privilege-plain-secrets",
  title: "No environment variable holds a secret",
  pack: "least-privilege",
  controls: [...securityHub("ECS.8"), ...pciDss("8.3.2", "8.6.2")],
  shows: "No variable of a task or function whose name is a secret's has its value in the configuration.",
  limits:
    "Judged by names: a secret under another name is not found. Code and images are not seen. 8.6.2 itself is about accounts that can be used for interactive login.",
  rationale: "An environment is shown to everyone who may describe the task or the function.",
  remedy: "give it by `secrets` from Secrets Manager or Parameter Store; a function reads it when it runs",
  types: ["aws_ecs_task_definition", "aws_lambda_function"],
  check: (resource) => {
    const names =
      resource.type === "aws_lambda_function" ? functionNames(resource) : containerNames(resource);
    if (names === undefined) return unknown("its environment cannot be seen");
    if (names.length === 0) return notApplicable();
    return verdict(names.filter((name) => SECRET.test(name)).map((name) => `${name} is in the environment`));
  },
};

function functionNames(lambda: Parameters<Rule["check"]>[0]): readonly string[] | undefined {
  const variables = lambda.get("environment.variables");
  const names = lambda.blocks("environment.variables").flatMap((block) => block.keys());
  return variables.kind === "unknown" && names.length === 0 ? undefined : names;
}

function containerNames(task: Parameters<Rule["check"]>[0]): readonly string[] | undefined {
  const containers = containersOf(task);
  const names = containers?.flatMap((container) =>
    container.blocks("environment").map((variable) => variable.text("name")),
  );
  return names?.every((name) => name !== undefined) === true ? names : undefined;
}
