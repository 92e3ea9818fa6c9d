import type { Rule } from "../../rule";
import { notApplicable } from "../../rule";
import { keyVerdict } from "./key-verdict";

/** Environments of functions are encrypted under a customer's key. */
export const functionEnvironment: Rule = {
  id: "encryption-function-environment",
  title: "Environments of functions are encrypted with a customer managed key",
  pack: "encryption",
  controls: [],
  rationale: "Under AWS's key everyone who may see a function's configuration sees its environment.",
  remedy: "set kms_key_arn to a key that the function's role may decrypt with",
  types: ["aws_lambda_function"],
  check: (lambda, configuration) =>
    lambda.blocks("environment").length === 0
      ? notApplicable()
      : keyVerdict(lambda, "kms_key_arn", configuration),
};
