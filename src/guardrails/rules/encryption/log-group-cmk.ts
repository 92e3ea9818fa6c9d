import type { Rule } from "../../rule";
import { pciDss } from "../../rule";
import { keyVerdict } from "./key-verdict";

/** Log groups are encrypted under a customer's key. */
export const logGroupCmk: Rule = {
  id: "encryption-log-group-cmk",
  title: "Log groups are encrypted with a customer managed key",
  pack: "encryption",
  controls: pciDss("10.3.1"),
  shows: "Reading the logs takes the right to use their key, apart from the right to read the group.",
  limits: "Who has both rights is decided by the account's policies, of which this file holds a part.",
  rationale:
    "Only under a key of one's own can reading the logs be granted, watched and taken back apart from them.",
  remedy: "set kms_key_id to the ARN of a key that admits logs.<region>.amazonaws.com",
  types: ["aws_cloudwatch_log_group"],
  check: (group, configuration) => keyVerdict(group, "kms_key_id", configuration),
};
