import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule, Verdict } from "../../rule";
import { pciDss, securityHub, unknown, verdict, violation } from "../../rule";
import { companions } from "../lib/companions";

/** A VPC's default security group is taken over and admits nothing. */
export const defaultSecurityGroup: Rule = {
  id: "network-exposure-default-security-group",
  title: "The default security group of every VPC has no rules",
  pack: "network-exposure",
  controls: [...securityHub("EC2.2"), ...pciDss("1.3.1", "1.3.2", "2.2.6")],
  shows: "What is put into the VPC without a security group can neither be reached nor reach anything.",
  limits: "Rules that something else than Terraform adds are not seen.",
  rationale:
    "What names no security group gets this one, whose members talk to each other and to everything.",
  remedy: "add an aws_default_security_group with the VPC's id and no ingress and egress",
  types: ["aws_vpc", "aws_default_vpc"],
  check: (vpc, configuration) => {
    const { found, unclear } = companions(configuration, vpc, "aws_default_security_group", "vpc_id");
    const [group] = found;
    if (group !== undefined) return judge(group, configuration);
    return unclear.length > 0
      ? unknown(`its default security group may be in ${unclear.join(", ")}`)
      : violation("no aws_default_security_group takes its default group over");
  },
};

function judge(group: Resource, configuration: Configuration): Verdict {
  const said = ["ingress", "egress"].flatMap((path) => {
    const blocks = group.blocks(path);
    if (blocks.length === 0) return [];
    return [{ path, unseen: blocks.every((block) => block.keys().length === 0) }];
  });
  const rules = configuration
    .referring(group, "security_group_id")
    .filter(({ type }) => /security_group(?:_(?:in|e)gress)?_rule$/.test(type));
  return verdict(
    [
      ...said.filter(({ unseen }) => !unseen).map(({ path }) => `${group.address} has ${path}`),
      ...rules.map((rule) => `${rule.address} adds a rule to ${group.address}`),
    ],
    said.filter(({ unseen }) => unseen).map(({ path }) => `${path} of ${group.address} cannot be seen`),
  );
}
