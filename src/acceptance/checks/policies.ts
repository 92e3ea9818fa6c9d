import assert from "node:assert/strict";
import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  ListAttachedRolePoliciesCommand,
  ListRolePoliciesCommand,
} from "@aws-sdk/client-iam";
import { type Deployed, present } from "../acceptance-spec";

type OneOrMore = string | readonly string[];

interface Written {
  readonly Effect: "Allow" | "Deny";
  readonly Principal?: unknown;
  readonly Action: OneOrMore;
  readonly Resource?: OneOrMore;
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, OneOrMore>>>>;
}

/** A statement of a policy, with lists where IAM also writes a single text. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly principal: unknown;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** The values by test and variable: `ArnEquals aws:SourceArn`. */
  readonly conditions: Readonly<Record<string, readonly string[]>>;
}

const listOf = (value: OneOrMore = []): readonly string[] => (typeof value === "string" ? [value] : value);

/** The statements of a policy's JSON. */
export function statementsOf(policy: string | undefined, what: string): Statement[] {
  const { Statement } = JSON.parse(present(policy, what)) as { Statement: Written | readonly Written[] };
  return [Statement].flat().map((one) => ({
    effect: one.Effect,
    principal: one.Principal,
    actions: listOf(one.Action),
    resources: listOf(one.Resource),
    conditions: Object.fromEntries(
      Object.entries(one.Condition ?? {}).flatMap(([test, byVariable]) =>
        Object.entries(byVariable).map(([variable, values]) => [`${test} ${variable}`, listOf(values)]),
      ),
    ),
  }));
}

/** Those that allow an action, by its exact name or a wildcard. */
export function allowing(statements: readonly Statement[], action: string): Statement[] {
  const covers = (pattern: string): boolean =>
    pattern === action || (pattern.endsWith("*") && action.startsWith(pattern.slice(0, -1)));
  return statements.filter(({ effect, actions }) => effect === "Allow" && actions.some(covers));
}

/** The one statement that allows an action. */
export function onlyAllowing(statements: readonly Statement[], action: string, where: string): Statement {
  const found = allowing(statements, action);
  assert.equal(found.length, 1, `statements of ${where} that allow ${action}`);
  return present(found[0], action);
}

/** Who may take a role, and what it may do: by attached policies, since an inline one is refused here. */
export async function roleOf({ aws }: Deployed, arn: string | undefined) {
  const RoleName = present(present(arn, "the role's ARN").split("/").at(-1), `the name in ${arn}`);
  const { Role } = await aws.iam.send(new GetRoleCommand({ RoleName }));
  const { PolicyNames } = await aws.iam.send(new ListRolePoliciesCommand({ RoleName }));
  assert.deepEqual(PolicyNames, [], `inline policies of ${RoleName}`);
  const { AttachedPolicies = [] } = await aws.iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  const permissions: Statement[] = [];
  for (const { PolicyArn } of AttachedPolicies) {
    const { Policy } = await aws.iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await aws.iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: Policy?.DefaultVersionId }),
    );
    permissions.push(
      ...statementsOf(decodeURIComponent(PolicyVersion?.Document ?? ""), `the policy ${PolicyArn}`),
    );
  }
  const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? "");
  return { name: RoleName, trust: statementsOf(trust, `who takes ${RoleName}`), permissions };
}
