import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Topics are encrypted under a customer's key. */
export const topicCmk: Rule = {
  id: "encryption-topic-cmk",
  title: "SNS topics are encrypted with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("SNS.1"), ...pciDss("3.6.1", "3.6.1.2")],
  shows: "Messages that the topic holds are under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale:
    "Without a key messages lie in clear, and AWS's own key lets no service publish (its policy is fixed).",
  remedy: "set kms_master_key_id to a key whose policy admits the services that publish",
  types: ["aws_sns_topic"],
  check: (topic, configuration) => keyVerdict(topic, "kms_master_key_id", configuration),
};
