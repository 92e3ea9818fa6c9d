import type { Rule } from "../../rule";
import { pciDss, securityHub, unknown, verdict, violation } from "../../rule";
import { companions } from "../lib/companions";

const BLOCK = "aws_s3_bucket_public_access_block";
const FLAGS = ["block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets"];

/** Buckets cannot be opened to the public. */
export const bucketPublicAccess: Rule = {
  id: "network-exposure-bucket-public-access",
  title: "Buckets block all public access",
  pack: "network-exposure",
  controls: [...securityHub("S3.8"), ...pciDss("1.4.4")],
  shows: "Neither a policy nor an ACL can open the bucket to the internet.",
  limits:
    "Whom the bucket's policy admits by name is another rule's matter. Which buckets store account data is not seen.",
  rationale: "A public bucket is one mistake in a policy or an ACL away, unless public access is blocked.",
  remedy: `add an ${BLOCK} with ${FLAGS.join(", ")} all true`,
  types: ["aws_s3_bucket"],
  check: (bucket, configuration) => {
    const { found, unclear } = companions(configuration, bucket, BLOCK, "bucket");
    const [block] = found;
    if (block === undefined) {
      return unclear.length > 0
        ? unknown(`its public access block may be in ${unclear.join(", ")}`)
        : violation(`it has no ${BLOCK}`);
    }
    const flags = FLAGS.map((path) => ({ path, value: block.flag(path, false) }));
    return verdict(
      flags.flatMap(({ path, value }) => (value === false ? [`${path} is not true`] : [])),
      flags.flatMap(({ path, value }) => (value === "unknown" ? [`${path} cannot be seen`] : [])),
    );
  },
};
