import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Queues are encrypted under a customer's key. */
export const queueCmk: Rule = {
  id: "encryption-queue-cmk",
  title: "SQS queues are encrypted with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("SQS.1"), ...pciDss("3.6.1", "3.6.1.2")],
  shows: "Messages in the queue are under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "A dead-letter queue keeps for two weeks what went wrong, payloads and all.",
  remedy: "set kms_master_key_id to a key of your own",
  types: ["aws_sqs_queue"],
  check: (queue, configuration) => keyVerdict(queue, "kms_master_key_id", configuration),
};
