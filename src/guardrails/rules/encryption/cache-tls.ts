import type { Rule } from "../../rule";
import { combine, pciDss, securityHub } from "../../rule";
import { needs, needsOneOf } from "../lib/expect";

/** Caches take connections with TLS only. */
export const cacheTls: Rule = {
  id: "encryption-cache-tls",
  title: "Caches take connections with TLS only",
  pack: "encryption",
  controls: [...securityHub("ElastiCache.5"), ...pciDss("4.2.1", "8.3.2")],
  shows: "The cache refuses every client that does not use TLS, its AUTH token included.",
  limits:
    "Whether clients check the server's certificate is decided by them. 4.2.1 is about open, public networks; inside a VPC this goes beyond it.",
  rationale: "An AUTH token over a plain connection is readable by whoever sees the traffic.",
  remedy: 'set transit_encryption_enabled to true, with transit_encryption_mode "required" if it is set',
  types: ["aws_elasticache_replication_group"],
  check: (cache) =>
    combine([
      needs(cache, "transit_encryption_enabled", true, false),
      needsOneOf(cache, "transit_encryption_mode", ["required"], "required"),
    ]),
};
