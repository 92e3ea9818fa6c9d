import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub } from "../../rule";
import { isSet, needsOneOf } from "../lib/expect";

/** Instances give their role's credentials to callers with a token only. */
export const imdsv2: Rule = {
  id: "network-exposure-imdsv2",
  title: "Instances require IMDSv2",
  pack: "network-exposure",
  controls: [...securityHub("EC2.8", "EC2.170", "AutoScaling.3"), ...pciDss("2.2.6")],
  shows: "A request that an application was tricked into cannot read the instance's credentials.",
  limits: "What runs on the instance and asks as it should still gets them.",
  rationale: "With IMDSv1 a forged request from a web application is enough to take the role's credentials.",
  remedy: 'set metadata_options with http_tokens = "required"',
  types: ["aws_instance", "aws_launch_template", "aws_launch_configuration"],
  check: (resource) => {
    const template = isSet(resource, "launch_template");
    if (resource.type === "aws_instance" && template && resource.blocks("metadata_options").length === 0)
      return notApplicable();
    return judge(resource);
  },
};

function judge(resource: View): Verdict {
  const off = resource.text("metadata_options.http_endpoint") === "disabled";
  return off ? compliant() : needsOneOf(resource, "metadata_options.http_tokens", ["required"]);
}
