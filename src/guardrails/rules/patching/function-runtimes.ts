import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";

/** Runtimes that AWS has deprecated, or will within months (Lambda developer guide, "Runtime deprecation"). */
const OLD =
  /^(?:nodejs(?:4\.3|6\.10|8\.10|10\.x|12\.x|14\.x|16\.x|18\.x)?|python(?:2\.7|3\.[6-9])|ruby2\.\d|ruby3\.2|java8(?:\.al2)?|go1\.x|dotnet(?:core\d\.\d|[56])|provided)$/;

/** Functions run on what AWS still patches. */
export const functionRuntimes: Rule = {
  id: "patching-function-runtimes",
  title: "Functions use a runtime that AWS patches",
  pack: "patching",
  controls: [...securityHub("Lambda.2"), ...pciDss("6.3.3", "12.3.4")],
  shows:
    "AWS patches the language runtime under the function; of provided.al2 and newer, the operating system only.",
  limits:
    "The function's own dependencies, and a runtime that is held back (update mode Manual), are not seen. AWS deprecates further runtimes every year: the yearly review (12.3.4) is for people.",
  rationale: "A deprecated runtime gets no security patches, and then no updates of the function either.",
  remedy: "choose a runtime that AWS supports, such as nodejs22.x or python3.13",
  types: ["aws_lambda_function"],
  check: (lambda) => {
    const runtime = lambda.get("runtime");
    if (runtime.kind === "unknown") return unknown(`runtime is ${runtime.expression}`);
    // An image brings its own.
    if (runtime.kind === "absent" || runtime.value === "") return notApplicable();
    const name = textOf(runtime.value);
    return OLD.test(name) ? violation(`runtime is ${name}, which AWS has deprecated`) : compliant();
  },
};
