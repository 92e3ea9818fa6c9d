import type { Rule } from "../../rule";
import { isSet } from "../lib/expect";
import { compliant, pciDss, unknown, violation } from "../../rule";

/** What a task may do is apart from what starts it. */
export const taskRoles: Rule = {
  id: "least-privilege-task-roles",
  title: "Tasks do not run with their execution role",
  pack: "least-privilege",
  controls: pciDss("7.2.5"),
  shows: "The application has not the rights of what pulls its image and fetches its secrets.",
  limits: "What each of the two roles may do is judged by the rules on their policies.",
  rationale: "With one role for both, the application may read every secret that any container starts with.",
  remedy: "give task_role_arn a role of its own",
  types: ["aws_ecs_task_definition"],
  check: (task, configuration) => {
    const [own, execution] = [task.get("task_role_arn"), task.get("execution_role_arn")] as const;
    if (!isSet(task, "task_role_arn") || !isSet(task, "execution_role_arn")) return compliant();
    const roles = (path: string): readonly string[] =>
      configuration
        .targets(task, path)
        .filter(({ type }) => type === "aws_iam_role")
        .map(({ address }) => address);
    const [ownRoles, executionRoles] = [roles("task_role_arn"), roles("execution_role_arn")];
    const text = task.text("task_role_arn");
    const same =
      ownRoles.some((role) => executionRoles.includes(role)) ||
      (text !== undefined && text === task.text("execution_role_arn"));
    if (same)
      return violation(`its task role and its execution role are one: ${ownRoles[0] ?? String(text)}`);
    const seen = (own.kind === "known" || ownRoles.length > 0) && executionRoles.length > 0;
    const literal = own.kind === "known" && execution.kind === "known";
    return seen || literal ? compliant() : unknown("whether its two roles are one cannot be seen");
  },
};
