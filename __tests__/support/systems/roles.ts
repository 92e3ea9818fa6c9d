import { type PolicyStatement, pointsAt, type Terraform } from "../terraform";

/** What a role may, by all that is attached to it. Nothing reaches a role past its attachments. */
export function statementsOfRole(system: Terraform, role: string | undefined): PolicyStatement[] {
  return Object.values(system.resources("aws_iam_role_policy_attachment"))
    .filter((attachment) => pointsAt(attachment.role)[0] === role)
    .flatMap(({ policy_arn: arn }) => system.statements(system.follow(arn).policy));
}

/** The roles that have a statement with an action of which the pattern is true, wildcards included. */
export function rolesWith(system: Terraform, pattern: RegExp): string[] {
  return Object.keys(system.resources("aws_iam_role"))
    .map((name) => `aws_iam_role.${name}`)
    .filter((role) =>
      statementsOfRole(system, role).some(
        ({ effect, actions }) => effect !== "Deny" && actions.some((action) => pattern.test(action)),
      ),
    );
}
