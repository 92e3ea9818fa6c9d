import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { keyVerdict } from "./key-verdict";

/** Trails are encrypted under a customer's key. */
export const trailCmk: Rule = {
  id: "encryption-trail-cmk",
  title: "Trails are encrypted with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("CloudTrail.2"), ...pciDss("10.3.1")],
  shows: "Reading the audit log takes the right to use its key, apart from the right to read the bucket.",
  limits: "Who has both rights is decided by the account's policies, of which this file holds a part.",
  rationale: "An audit log names every user, key and bucket: few should read it.",
  remedy: "set kms_key_id to a key that admits cloudtrail.amazonaws.com for this trail",
  types: ["aws_cloudtrail"],
  check: (trail, configuration) => keyVerdict(trail, "kms_key_id", configuration),
};
