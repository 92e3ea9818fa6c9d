import assert from "node:assert/strict";
import {
  GetLoggingConfigurationCommand,
  GetWebACLCommand,
  GetWebACLForResourceCommand,
  type WebACL,
} from "@aws-sdk/client-wafv2";
import { type Check, type Deployed, present } from "../acceptance-spec";
import { distribution } from "./delivery";
import { loadBalancer, sorted } from "./find";

export interface WebAclExpectation {
  /** The rules by name, each with its priority. */
  readonly rules: Readonly<Record<string, number>>;
  /** Headers that the log does not show. */
  readonly redacted: readonly string[];
}

/** The rules before an API: deny list, managed rules, allow list, reputation, rate; two headers are secret. */
export const API_RULES: WebAclExpectation = {
  rules: {
    denied: 10,
    core: 20,
    "sql-injection": 30,
    "known-bad-inputs": 40,
    allowed: 50,
    "ip-reputation": 60,
    anonymous: 65,
    "rate-limit": 70,
  },
  redacted: ["authorization", "cookie"],
};

/** load balancer -> web ACL -> log group. */
export function balancerWebAcl(expected: WebAclExpectation): Check {
  return {
    title: "a web ACL with its rules in order stands before the load balancer, and logs without secrets",
    async run(deployed) {
      const { LoadBalancerArn: ResourceArn } = await loadBalancer(deployed);
      const { WebACL: acl } = await deployed.aws.waf.send(new GetWebACLForResourceCommand({ ResourceArn }));
      await compare(deployed, present(acl, "the web ACL of the load balancer"), expected);
    },
  };
}

/** distribution -> web ACL of CloudFront's scope -> log group. */
export function distributionWebAcl(output: string, expected: WebAclExpectation): Check {
  return {
    title: `a web ACL with its rules in order stands before ${output}, and logs without secrets`,
    async run(deployed) {
      const { WebACLId } = (await distribution(deployed, output)).config;
      const [, Name, Id] = /:global\/webacl\/([^/]+)\/([^/]+)$/.exec(WebACLId ?? "") ?? [];
      const { WebACL: acl } = await deployed.aws.waf.send(
        new GetWebACLCommand({ Name, Id, Scope: "CLOUDFRONT" }),
      );
      await compare(deployed, present(acl, `the web ACL ${WebACLId}`), expected);
    },
  };
}

async function compare(
  { aws }: Deployed,
  acl: WebACL,
  { rules, redacted }: WebAclExpectation,
): Promise<void> {
  const found = Object.fromEntries(
    (acl.Rules ?? []).map((rule) => [String(rule.Name), rule.Priority] as const),
  );
  assert.deepEqual(found, rules, "rules and their priorities");
  const { LoggingConfiguration: logging } = await aws.waf.send(
    new GetLoggingConfigurationCommand({ ResourceArn: acl.ARN }),
  );
  assert.match(logging?.LogDestinationConfigs?.[0] ?? "", /:log-group:aws-waf-logs-/, "where it logs");
  const headers = (logging?.RedactedFields ?? []).map((field) => field.SingleHeader?.Name);
  assert.deepEqual(sorted(headers), sorted(redacted), "redacted headers");
}
