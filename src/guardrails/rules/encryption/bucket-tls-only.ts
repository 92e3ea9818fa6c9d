import { textOf } from "../../model/json";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import { compliant, pciDss, securityHub, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";
import { refusesPlainHttp } from "../lib/plain-http";
import type { Statement } from "../lib/policy";
import { policyAt } from "../lib/policy";
import { written } from "../lib/written";

/** Buckets refuse requests without TLS. */
export const bucketTlsOnly: Rule = {
  id: "encryption-bucket-tls-only",
  title: "Bucket policies deny requests without TLS",
  pack: "encryption",
  controls: [...securityHub("S3.5"), ...pciDss("4.2.1")],
  shows: "The bucket refuses every request over plain HTTP.",
  limits: "Which version of TLS is used is for AWS's endpoints to say (1.2 at least, since 2024).",
  rationale: "S3 answers plain HTTP unless the bucket's policy denies it.",
  remedy:
    'add an aws_s3_bucket_policy that denies s3:* to "*" on the bucket and its objects where aws:SecureTransport is "false"',
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    const { found, unclear } = companions(configuration, bucket, "aws_s3_bucket_policy", "bucket");
    const policies = (found.length > 0 ? found : [bucket]).map((owner) =>
      policyAt(owner, "policy", configuration),
    );
    const statements = policies.flatMap((policy) => policy.statements);
    if (statements.some((statement) => deniesPlainHttp(statement, bucket))) return compliant();
    const unseen = [...unclear, ...policies.flatMap((policy) => policy.unseen)];
    if (unseen.length > 0) return unknown(`its policy may be in ${unseen.join(", ")}`);
    if (statements.length === 0) return violation("it has no policy");
    return violation(`no statement of its policy denies every request without TLS`);
  },
};

function deniesPlainHttp(statement: Statement, bucket: Resource): boolean {
  return refusesPlainHttp(statement, ["s3:*"]) && coversAll(statement, bucket);
}

/** Whether a statement's resources are the bucket and its objects, as far as expressions show it. */
function coversAll({ resources, notResources }: Statement, bucket: Resource): boolean {
  if (notResources.length > 0) return false;
  const texts = resources.map((value) =>
    value.kind === "known" ? textOf(value.value) : written(value).replace(/"?\}$/, ""),
  );
  if (texts.includes("*") || texts.includes("arn:aws:s3:::*")) return true;
  const objects = texts.filter((text) => text.endsWith("/*"));
  if (objects.length > 0) return texts.length > objects.length;
  // A plan tells what an expression refers to, not what it says.
  const own = resources.filter(
    (value) => value.kind === "unknown" && value.references.some(({ subject }) => subject === bucket.subject),
  );
  return own.length > 1 && texts.every((text) => !text.includes("${"));
}
