import { type SystemStack } from "../../core/system-stack";

/** Answers 200 on / and port 8080 as a user without rights: a first deployment becomes healthy. */
const PLACEHOLDER = "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine";

const REFERENCE =
  "^[a-z0-9][a-zA-Z0-9./_-]*(:[0-9]+/[a-zA-Z0-9./_-]+)?(:[A-Za-z0-9_.-]+|@sha256:[0-9a-f]{64})$";

/** The variable with the image of a service or job: its own repository's, or one of ECR's public gallery. */
export function imageVariable(stack: SystemStack, name: string, of: string): string {
  const variable = stack.variable(name, {
    type: "string",
    description: `Image of ${of}, with a tag or a digest. The default is a placeholder that only answers.`,
    default: PLACEHOLDER,
    validation: [
      {
        condition: `can(regex("${REFERENCE}", var.${name})) && !endswith(var.${name}, ":latest")`,
        errorMessage: `The ${name} must end in a tag other than latest, or in @sha256:<digest>.`,
      },
    ],
  });
  return variable.stringValue;
}
