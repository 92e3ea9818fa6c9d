import type { Rule } from "../../rule";
import { combine, pciDss, securityHub } from "../../rule";
import { needs } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Caches are encrypted at rest under a customer's key. */
export const cacheCmk: Rule = {
  id: "encryption-cache-cmk",
  title: "Caches are encrypted at rest with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("ElastiCache.4"), ...pciDss("3.6.1", "3.6.1.2")],
  shows: "What the cache writes to disk, backups included, is under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "Sessions and tokens of a cache lie on disk when it syncs, swaps or is backed up.",
  remedy: "set at_rest_encryption_enabled to true and kms_key_id to a key of your own",
  types: ["aws_elasticache_replication_group"],
  check: (cache, configuration) =>
    combine([
      needs(cache, "at_rest_encryption_enabled", true, cache.text("engine") === "valkey"),
      keyVerdict(cache, "kms_key_id", configuration),
    ]),
};
