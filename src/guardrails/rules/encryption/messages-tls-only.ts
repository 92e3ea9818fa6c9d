import type { Rule } from "../../rule";
import { compliant, pciDss, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";
import { policyAt } from "../lib/policy";
import { refusesPlainHttp } from "../lib/plain-http";

/** Where the policy of each type is, beside its own argument. */
const POLICIES = {
  aws_sns_topic: { type: "aws_sns_topic_policy", path: "arn", service: "sns" },
  aws_sqs_queue: { type: "aws_sqs_queue_policy", path: "queue_url", service: "sqs" },
} as const;

/** Queues and topics refuse requests without TLS. */
export const messagesTlsOnly: Rule = {
  id: "encryption-messages-tls-only",
  title: "Policies of queues and topics deny requests without TLS",
  pack: "encryption",
  controls: pciDss("4.2.1"),
  shows: "The queue refuses every request over plain HTTP; the topic refuses to be published to over it.",
  limits: "Deliveries of a topic to HTTP endpoints and e-mail leave AWS as their subscription says.",
  rationale: "SQS and SNS answer plain HTTP unless the policy denies it.",
  remedy: 'add a policy that denies to "*" where aws:SecureTransport is "false"',
  types: Object.keys(POLICIES),
  check: (resource, configuration) => {
    const { type, path, service } = POLICIES[resource.type as keyof typeof POLICIES];
    const { found, unclear } = companions(configuration, resource, type, path);
    const policies = (found.length > 0 ? found : [resource]).map((owner) =>
      policyAt(owner, "policy", configuration),
    );
    const wanted = service === "sns" ? ["sns:Publish", "SNS:Publish", "sns:*"] : ["sqs:*", "SQS:*"];
    const statements = policies.flatMap((policy) => policy.statements);
    if (statements.some((statement) => refusesPlainHttp(statement, wanted))) return compliant();
    const unseen = [...unclear, ...policies.flatMap((policy) => policy.unseen)];
    if (unseen.length > 0) return unknown(`its policy may be in ${unseen.join(", ")}`);
    return violation(
      statements.length === 0
        ? "it has no policy"
        : "no statement of its policy denies every request without TLS",
    );
  },
};
