import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";
import { isSet } from "../lib/expect";

/** Queues put aside what cannot be handled. */
export const queueDeadLetters: Rule = {
  id: "high-availability-queue-dead-letters",
  title: "Queues have a dead-letter queue",
  pack: "high-availability",
  controls: [],
  rationale: "A message that nobody can handle comes back until it expires, in front of all others.",
  remedy: "set redrive_policy with deadLetterTargetArn and maxReceiveCount",
  types: ["aws_sqs_queue"],
  check: (queue, configuration) => {
    if (isSet(queue, "redrive_policy")) return compliant();
    const { found, unclear } = companions(configuration, queue, "aws_sqs_queue_redrive_policy", "queue_url");
    if (found.length > 0) return compliant();
    // A queue that others put their dead letters into needs none itself.
    const isTarget = configuration.referringIn(queue, ...DEAD_LETTERS).length > 0;
    if (isTarget || isSet(queue, "redrive_allow_policy")) return notApplicable();
    return unclear.length > 0
      ? unknown(`its dead-letter queue may be in ${unclear.join(", ")}`)
      : violation("it has no redrive_policy");
  },
};

/** The arguments in which others name where their dead letters go. */
const DEAD_LETTERS = [
  "redrive_policy",
  "dead_letter_config",
  "on_failure",
  "destination_config",
  "redrive_allow_policy",
] as const;
