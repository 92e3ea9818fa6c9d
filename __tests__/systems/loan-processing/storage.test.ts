import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { at, bucketArn, pointsAt } from "../../support/terraform";
import { system } from "./synthesized";

const buckets = Object.entries(system.resources("aws_s3_bucket"));

/** The part of a bucket that is a resource of its own, e.g. `versioning`. */
function part(kind: string, bucket: string): JsonObject {
  const parts = Object.values(system.resources(`aws_s3_bucket_${kind}`)).filter(
    (each) => pointsAt(each.bucket)[0] === `aws_s3_bucket.${bucket}`,
  );
  expect(parts).toHaveLength(1);
  return parts[0] ?? {};
}

test("LP-40 the log bucket moves what it holds to cheaper storage, to Glacier, and drops it after a year", () => {
  const balancer = system.only("aws_lb");
  const [name = ""] = pointsAt(at(balancer, "access_logs", "bucket")).map((address) => address.split(".")[1]);
  const rule = at(part("lifecycle_configuration", name), "rule", 0);
  expect(rule).toMatchObject({ status: "Enabled", filter: [{ prefix: "" }] });
  const transitions = at(rule, "transition") as { days: number; storage_class: string }[];
  expect(transitions.map((each) => each.storage_class)).toEqual(["STANDARD_IA", "GLACIER"]);
  const days = transitions.map((each) => each.days);
  // PCI DSS 4.0 10.5.1: three months, so up to 92 days, at hand, and twelve in all.
  expect(days[1]).toBeGreaterThanOrEqual(92);
  expect(at(rule, "expiration", 0, "days")).toBeGreaterThanOrEqual(365);
  expect(Number(at(rule, "expiration", 0, "days"))).toBeGreaterThan(Number(days[1]));
});

describe.each(buckets)("LP-42 the bucket %s", (name, bucket) => {
  test("LP-42 is closed to the public, owned by the account alone, and goes with its contents", () => {
    expect(bucket.force_destroy).toBe(true);
    expect(part("public_access_block", name)).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
    expect(at(part("ownership_controls", name), "rule", "object_ownership")).toBe("BucketOwnerEnforced");
  });

  test("LP-42 refuses plain HTTP", () => {
    const { policy } = part("policy", name);
    expect(system.statement(policy, "DenyPlainHttp")).toMatchObject({
      effect: "Deny",
      actions: ["s3:*"],
      resources: [bucketArn(bucket), `${bucketArn(bucket)}/*`],
      principals: [{ type: "*", identifiers: ["*"] }],
      condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    });
  });

  test("LP-42 names the services that may, for this account only, and lets nobody else in", () => {
    const allowed = system.statements(part("policy", name).policy).filter(({ effect }) => effect !== "Deny");
    for (const { actions, principals = [], condition = [] } of allowed) {
      // Logs are written, assets are read by CloudFront, CloudTrail looks whose bucket it is.
      expect(["s3:PutObject", "s3:GetObject", "s3:GetBucketAcl"]).toEqual(expect.arrayContaining(actions));
      const everybody: Json[] = principals
        .flatMap(({ identifiers }) => identifiers)
        .filter((id) => id === "*");
      expect(everybody).toEqual([]);
      if (principals.some(({ type }) => type === "Service")) {
        const account = "${data.aws_caller_identity.caller.account_id}";
        const narrowed = condition.filter(({ variable }) => variable.startsWith("aws:Source"));
        expect(narrowed.some(({ values }) => values.every((value) => value.includes(account)))).toBe(true);
      }
    }
  });

  test("LP-42 has its accesses logged, or is where access logs go", () => {
    const logged = Object.values(system.resources("aws_s3_bucket_logging")).flatMap((each) =>
      pointsAt(each.bucket),
    );
    const targets = [
      ...Object.values(system.resources("aws_lb")).flatMap((each) => pointsAt(each.access_logs)),
      ...Object.values(system.resources("aws_s3_bucket_logging")).flatMap((each) =>
        pointsAt(each.target_bucket),
      ),
    ];
    expect([...logged, ...targets]).toContain(`aws_s3_bucket.${name}`);
  });
});
