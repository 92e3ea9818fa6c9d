import type { Rule } from "../../rule";
import { pciDss } from "../../rule";
import { keyVerdict } from "./key-verdict";

/** Log groups are encrypted under a customer's key. */
export const logGroupCmk: Rule = {
  id: "encryption-log-group-cmk",
  title: "Log groups are encrypted with a customer managed key",
  pack: "encryption",
  controls: pciDss("10.3.1"),
  shows:
    "The logs are unreadable, also to whoever may read the group, once CloudWatch Logs may not use the key any more.",
  limits:
    "CloudWatch Logs decrypts for its readers: whether a reader needs a right on the key depends on the key's policy. Who may read the group is decided by the account's policies, of which this file holds a part.",
  rationale: "Only under a key of one's own can the use of what is logged be watched and taken back.",
  remedy: "set kms_key_id to the ARN of a key that admits logs.<region>.amazonaws.com",
  types: ["aws_cloudwatch_log_group"],
  check: (group, configuration) => keyVerdict(group, "kms_key_id", configuration),
};
