import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub, violation } from "../../rule";

/** Search domains are inside a VPC. */
export const searchDomainVpc: Rule = {
  id: "network-exposure-search-domain-vpc",
  title: "OpenSearch domains are inside a VPC",
  pack: "network-exposure",
  controls: [...securityHub("Opensearch.2"), ...pciDss("1.4.4")],
  shows: "The domain has no address on the internet.",
  limits:
    "Who reaches it inside the VPC is for its security groups and its access policy to say. Which domains store account data is not seen.",
  rationale: "Whether a domain is in a VPC is chosen when it is made or never.",
  remedy: "set vpc_options with subnet_ids and security_group_ids",
  types: ["aws_opensearch_domain", "aws_elasticsearch_domain"],
  check: (domain) =>
    domain.blocks("vpc_options").length > 0
      ? compliant()
      : violation("it has no vpc_options, so its endpoint is on the internet"),
};
