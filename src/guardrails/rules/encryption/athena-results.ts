import type { Rule } from "../../rule";
import { combine, pciDss } from "../../rule";
import { needs, needsOneOf } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Results of queries are encrypted under a customer's key, whatever the client asks. */
export const athenaResults: Rule = {
  id: "encryption-athena-results",
  title: "Athena work groups encrypt results with a customer managed key",
  pack: "encryption",
  controls: pciDss("3.6.1", "3.6.1.2"),
  shows: "Results of queries are under a key whose use is granted, whatever the client asks for.",
  limits: BELOW_APPLICATION,
  rationale: "Results are copies of the data that everyone forgets.",
  remedy:
    "set result_configuration.encryption_configuration to SSE_KMS or CSE_KMS with kms_key_arn, and leave enforce_workgroup_configuration true",
  types: ["aws_athena_workgroup"],
  check: (group, configuration) => {
    const at = "configuration.result_configuration.encryption_configuration";
    return combine([
      needs(group, "configuration.enforce_workgroup_configuration", true, true),
      needsOneOf(group, `${at}.encryption_option`, ["SSE_KMS", "CSE_KMS"]),
      keyVerdict(group, `${at}.kms_key_arn`, configuration),
    ]);
  },
};
