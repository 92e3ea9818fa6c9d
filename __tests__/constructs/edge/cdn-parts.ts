import { Cdn, type CdnProps } from "../../../src/constructs/edge/cdn";
import { CdnRecord } from "../../../src/constructs/edge/cdn-record";
import { WebAcl, type WebAclProps } from "../../../src/constructs/edge/web-acl";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { StaticBucket } from "../../../src/constructs/storage/static-bucket";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey } from "../../support/parts";
import { stackOf, type SynthOptions } from "../../support/synth";

interface Options extends SynthOptions {
  readonly scope?: WebAclProps["scope"];
}

/** A stack with a CDN named `cdn`, its bucket `assets`, and a name `cdn-name`. */
export const cdnOf = (props: Partial<CdnProps> = {}, { scope = "CLOUDFRONT", ...options }: Options = {}) =>
  stackOf((stack) => {
    const key = logKey(stack);
    const logs = { key, retentionInDays: 365 };
    const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
    const origin = new StaticBucket(stack, "assets", { purpose: "static", key, accessLogs });
    const rules = { flood: { priority: 1, requests: 100 } };
    const webAcl = new WebAcl(stack, "waf", { purpose: "static", scope, logs, rules });
    const domainName = optional(stack, "cdn_domain_name");
    const target = new Cdn(stack, "cdn", {
      purpose: "static",
      origin,
      webAcl,
      accessLogs,
      domainName,
      certificateArn: optional(stack, "cdn_certificate_arn"),
      ...props,
    });
    new CdnRecord(stack, "cdn-name", { domainName, hostedZoneId: optional(stack, "zone"), target });
  }, options);

/** A variable that may be null. */
function optional(stack: SystemStack, name: string): string {
  const validation = [{ condition: "true", errorMessage: "It is always right." }] as const;
  return stack.variable(name, { type: "string", description: name, default: null, validation }).stringValue;
}
