import { textOf } from "../../model/json";
import type { Value } from "../../model/view";
import type { Condition, Statement } from "./policy";

/** Condition keys that say who calls, or for whom, so that `*` is not everyone (IAM user guide, global keys). */
const WHO = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceowner",
  "aws:sourcevpc",
  "aws:sourcevpce",
  "aws:userid",
  "kms:calleraccount",
  "s3:dataaccesspointaccount",
];

/** Tests that every request has to pass: `...IfExists` and `ForAllValues` pass where the key is missing. */
const STRICT = /^(?:ForAnyValue:)?(?:String(?:Equals|Like)(?:IgnoreCase)?|Arn(?:Equals|Like))$/;

/** Whether a statement's principals are everyone; "unknown" if one cannot be seen. */
export function admitsEveryone({ principals, notPrincipals }: Statement): boolean | "unknown" {
  if (notPrincipals) return true;
  const named = principals.filter(({ type }) => type !== "Service" && type !== "Federated");
  const values = named.flatMap(({ values: some }) => some);
  if (values.some((value) => value.kind === "known" && value.value === "*")) return true;
  return values.some(mayBeAll) ? "unknown" : false;
}

/** Whether a condition of the statement says who. */
export function saysWho({ conditions }: Statement): boolean {
  return conditions.some((condition) => narrows(condition, WHO));
}

/** Whether a condition holds its key, one of some, to values that are not everything. */
export function narrows({ test, variable, values }: Condition, keys: readonly string[]): boolean {
  return keys.includes(variable.toLowerCase()) && STRICT.test(test) && !values.some(isEverything);
}

const isEverything = (value: Value): boolean => value.kind === "known" && /^[*:]*$/.test(textOf(value.value));

/** Whether a value may come to `*`: an ARN that is put together, or an attribute of a resource, does not. */
export function mayBeAll(value: Value): boolean {
  if (value.kind !== "unknown" || value.expression.includes("arn:")) return false;
  return !value.references.some(({ root }) => root === "resource" || root === "data");
}
