import type { Case } from "../case";
import { casesOf, HIDDEN } from "../case";
import { endpoint, functionIn, send, toEndpoints } from "./reachability-parts";

const variables = { variable: { v: {} } };
const unseenActions: readonly [shows: string, statement: object, reason: string][] = [
  ["all actions", { Action: "*", Resource: "*" }, "which actions aws_iam_role.x may do"],
  ["actions that cannot be seen", { Action: HIDDEN, Resource: "*" }, "which actions aws_iam_role.x may do"],
  ["all but some actions", { NotAction: "iam:*", Resource: "*" }, "what a statement of aws_iam_role.x"],
  ["an effect that cannot be seen", { ...send, Effect: HIDDEN }, "what a statement of aws_iam_role.x"],
];

/** What cannot be seen of what a client's roles may do. */
export const reachabilityOfRoles: readonly Case[] = casesOf("reachability-aws-apis", [
  ...unseenActions.map(([shows, statement, reason]): Omit<Case, "rule"> => ({
    shows: `a role with ${shows}`,
    outcome: "unknown",
    resources: functionIn(statement, { ...toEndpoints, ...endpoint("sns") }),
    rest: variables,
    reason,
  })),
  {
    shows: "a role with a policy that cannot be seen",
    outcome: "unknown",
    resources: functionIn(send, {
      ...toEndpoints,
      ...endpoint("sns"),
      "aws_iam_policy.x": { policy: HIDDEN },
    }),
    rest: variables,
    reason: "of aws_iam_policy.x the part ${var.v}",
  },
  {
    shows: "a role with managed policies of its own, and no name",
    outcome: "unknown",
    resources: functionIn(send, {
      ...toEndpoints,
      ...endpoint("sns"),
      "aws_iam_role.x": { managed_policy_arns: ["arn:aws:iam::aws:policy/ReadOnlyAccess"] },
      "aws_iam_role_policy_attachment.x": {
        role: "${aws_iam_role.x.id}",
        policy_arn: "${aws_iam_policy.x.arn}",
      },
    }),
    reason: "the policy arn:aws:iam::aws:policy/ReadOnlyAccess",
  },
]);
