import { type Statement } from "../identity/policy-document";

/** Refuses what is sent to a topic without TLS. */
export function tlsOnly(topicArn: string): Statement {
  return {
    sid: "DenyPlainHttp",
    effect: "Deny",
    // SNS takes no wildcard here, and nothing else is sent to a topic.
    actions: ["sns:Publish"],
    resources: [topicArn],
    principals: [{ type: "*", identifiers: ["*"] }],
    conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
  };
}
