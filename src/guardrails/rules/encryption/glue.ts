import type { Rule } from "../../rule";
import { combine, pciDss } from "../../rule";
import { needsOneOf, needsValue } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** What each part of a security configuration has to say. */
const PARTS = [
  { path: "cloudwatch_encryption", mode: "cloudwatch_encryption_mode", modes: ["SSE-KMS"] },
  { path: "job_bookmarks_encryption", mode: "job_bookmarks_encryption_mode", modes: ["CSE-KMS"] },
  { path: "s3_encryption", mode: "s3_encryption_mode", modes: ["SSE-KMS"] },
] as const;

/** Jobs and crawlers of Glue encrypt what they write under a customer's key. */
export const glue: Rule = {
  id: "encryption-glue",
  title: "Glue jobs and crawlers encrypt with a customer managed key",
  pack: "encryption",
  controls: pciDss("3.6.1", "3.6.1.2"),
  shows: "What jobs and crawlers write (results, logs, bookmarks) is under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "A job without a security configuration writes its logs and bookmarks under AWS's key.",
  remedy: "set security_configuration, and in that SSE-KMS and CSE-KMS with kms_key_arn for all three parts",
  types: ["aws_glue_security_configuration", "aws_glue_job", "aws_glue_crawler", "aws_glue_dev_endpoint"],
  check: (resource, configuration) => {
    if (resource.type !== "aws_glue_security_configuration")
      return needsValue(resource, "security_configuration");
    return combine(
      PARTS.flatMap(({ path, mode, modes }) => {
        const at = `encryption_configuration.${path}`;
        return [
          needsOneOf(resource, `${at}.${mode}`, modes, "DISABLED"),
          keyVerdict(resource, `${at}.kms_key_arn`, configuration),
        ];
      }),
    );
  },
};
