import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { combine, pciDss, securityHub, unknown, verdict } from "../../rule";
import { isSet, needsOneOf } from "../lib/expect";

/** Functions are called by whom they are meant for. */
export const functionPublic: Rule = {
  id: "network-exposure-function-public",
  title: "Functions cannot be called by everyone",
  pack: "network-exposure",
  controls: [...securityHub("Lambda.1"), ...pciDss("7.2.5", "7.3.3")],
  shows: "No permission lets everyone call the function, and its URL takes signed requests only.",
  limits: "What an API in front of the function lets through is not seen.",
  rationale: "A service's name alone lets that service call in anybody's name, from any account.",
  remedy:
    "name the principal, with source_arn or source_account for a service; authorization_type AWS_IAM for a URL",
  types: ["aws_lambda_permission", "aws_lambda_function_url"],
  check: (resource) => {
    if (resource.type === "aws_lambda_function_url")
      return needsOneOf(resource, "authorization_type", ["AWS_IAM"]);
    const principal = resource.get("principal");
    if (principal.kind === "unknown") return unknown(`principal is ${principal.expression}`);
    const who = principal.kind === "known" ? textOf(principal.value) : "*";
    if (who !== "*" && !who.endsWith(".amazonaws.com")) return combine([]);
    const narrowed = ["source_arn", "source_account", "principal_org_id"];
    if (narrowed.some((path) => isSet(resource, path))) return combine([]);
    return verdict([
      who === "*" ? "everyone may call it" : `${who} may call it for any account: source_arn is not set`,
    ]);
  },
};
