import { textOf } from "../../model/json";
import type { Rule } from "../../rule";
import { combine, pciDss, securityHub, verdict } from "../../rule";
import { needsOneOf } from "../lib/expect";

const MODERN = ["TLSv1.2", "TLSv1.3"];

/** Distributions talk to their origins over HTTPS, with TLS 1.2. */
export const cdnOrigins: Rule = {
  id: "encryption-cdn-origins",
  title: "Distributions reach custom origins over HTTPS with TLS 1.2",
  pack: "encryption",
  controls: [...securityHub("CloudFront.9", "CloudFront.10"), ...pciDss("4.2.1")],
  shows: "Between the edge and a custom origin requests travel over the internet with TLS 1.2 or newer only.",
  limits:
    "Which cipher suites the origin takes is the origin's to say. S3 origins are reached by the viewer's protocol, unless the origin access control says otherwise.",
  rationale: "The way from the edge to the origin is the internet, too.",
  remedy: 'set origin_protocol_policy to "https-only" and origin_ssl_protocols to ["TLSv1.2"]',
  types: ["aws_cloudfront_distribution"],
  check: (distribution) =>
    combine(
      distribution
        .blocks("origin")
        .flatMap((origin) => origin.blocks("custom_origin_config"))
        .map((custom) => {
          const protocols = custom.items("origin_ssl_protocols");
          const old = protocols.flatMap((protocol) =>
            protocol.kind === "known" && !MODERN.includes(textOf(protocol.value))
              ? [`origin_ssl_protocols has ${textOf(protocol.value)}`]
              : [],
          );
          const unseen = protocols.flatMap((protocol) =>
            protocol.kind === "unknown" ? [`origin_ssl_protocols is ${protocol.expression}`] : [],
          );
          return combine([
            needsOneOf(custom, "origin_protocol_policy", ["https-only"]),
            verdict(old, unseen),
          ]);
        }),
    ),
};
