import type { Rule } from "../../rule";
import { combine, pciDss, securityHub } from "../../rule";
import { needs, needsOneOf } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Search domains are encrypted at rest, between nodes and to their clients. */
export const searchDomain: Rule = {
  id: "encryption-search-domain",
  title: "OpenSearch domains are encrypted at rest and in transit",
  pack: "encryption",
  controls: [
    ...securityHub("Opensearch.1", "Opensearch.3", "Opensearch.8"),
    ...pciDss("3.6.1", "3.6.1.2", "4.2.1"),
  ],
  shows:
    "What is indexed is under a key whose use is granted. Clients reach the domain with TLS 1.2 or newer only, and its nodes talk to each other with TLS.",
  limits: `4.2.1 is about open, public networks; inside a VPC this goes beyond it. ${BELOW_APPLICATION}`,
  rationale: "A domain of logs holds what every system says, and each of the three can be left out.",
  remedy:
    "set encrypt_at_rest with kms_key_id, node_to_node_encryption, domain_endpoint_options.enforce_https, and a tls_security_policy of TLS 1.2",
  types: ["aws_opensearch_domain"],
  check: (domain, configuration) =>
    combine([
      needs(domain, "encrypt_at_rest.enabled", true, false),
      keyVerdict(domain, "encrypt_at_rest.kms_key_id", configuration),
      needs(domain, "node_to_node_encryption.enabled", true, false),
      needs(domain, "domain_endpoint_options.enforce_https", true, true),
      needsOneOf(
        domain,
        "domain_endpoint_options.tls_security_policy",
        ["Policy-Min-TLS-1-2-2019-07", "Policy-Min-TLS-1-2-PFS-2023-10"],
        "Policy-Min-TLS-1-0-2019-07",
      ),
    ]),
};
