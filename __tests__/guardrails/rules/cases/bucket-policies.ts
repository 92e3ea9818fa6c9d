import type { Case } from "../case";
import { casesOf } from "../case";

const bucket = { "aws_s3_bucket.x": { bucket: "x" } };
const policy = (text: unknown) => ({
  "aws_s3_bucket_policy.x": { bucket: "${aws_s3_bucket.x.bucket}", policy: text },
});
const document = (statement: object, more: object = {}) => ({
  "data.aws_iam_policy_document.d": { statement: [statement], ...more },
});
const tls = {
  effect: "Deny",
  actions: ["s3:*"],
  resources: ["${aws_s3_bucket.x.arn}", "${aws_s3_bucket.x.arn}/*"],
  principals: [{ type: "*", identifiers: ["*"] }],
  condition: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
};
const tlsJson = (resources: string) =>
  `{"Statement":[{"Effect":"Deny","Principal":"*","Action":"s3:*","Resource":${resources},"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}`;
const fromDocument = policy("${data.aws_iam_policy_document.d.json}");
const variable = { variable: { v: {} } };

export const bucketPolicies: readonly Case[] = [
  ...casesOf("encryption-bucket-tls-only", [
    {
      shows: "a policy document",
      outcome: "compliant",
      resources: { ...bucket, ...fromDocument, ...document(tls) },
    },
    { shows: "no policy", outcome: "violation", resources: bucket },
    {
      shows: "an allowing statement",
      outcome: "violation",
      resources: { ...bucket, ...fromDocument, ...document({ ...tls, effect: "Allow" }) },
    },
    {
      shows: "the objects alone",
      outcome: "violation",
      resources: {
        ...bucket,
        ...fromDocument,
        ...document({ ...tls, resources: ["${aws_s3_bucket.x.arn}/*"] }),
      },
    },
    {
      shows: "a second condition",
      outcome: "violation",
      resources: {
        ...bucket,
        ...fromDocument,
        ...document({
          ...tls,
          condition: [
            ...tls.condition,
            { test: "StringEquals", variable: "aws:PrincipalAccount", values: ["1"] },
          ],
        }),
      },
    },
    {
      shows: "a document made of another",
      outcome: "compliant",
      resources: {
        ...bucket,
        ...policy("${data.aws_iam_policy_document.e.json}"),
        ...document(tls),
        "data.aws_iam_policy_document.e": {
          source_policy_documents: ["${data.aws_iam_policy_document.d.json}"],
        },
      },
    },
    {
      shows: "JSON text around expressions",
      outcome: "compliant",
      resources: { ...bucket, ...policy(tlsJson('["${aws_s3_bucket.x.arn}","${aws_s3_bucket.x.arn}/*"]')) },
    },
    {
      shows: "JSON text",
      outcome: "compliant",
      resources: { ...bucket, ...policy(tlsJson('["arn:aws:s3:::x","arn:aws:s3:::x/*"]')) },
    },
    {
      shows: "jsonencode",
      outcome: "compliant",
      resources: {
        ...bucket,
        ...policy(
          '${jsonencode({"Statement" = [{"Effect" = "Deny", "Principal" = {"AWS" = "*"}, "Action" = ["s3:*"], "Resource" = [aws_s3_bucket.x.arn, "${aws_s3_bucket.x.arn}/*"], "Condition" = {"Bool" = {"aws:SecureTransport" = "false"}}}]})}',
        ),
      },
    },
    {
      shows: "jsonencode that allows",
      outcome: "violation",
      resources: {
        ...bucket,
        ...policy(
          '${jsonencode({"Statement" = [{"Effect" = "Allow", "Principal" = "*", "Action" = "s3:*", "Resource" = aws_s3_bucket.x.arn}]})}',
        ),
      },
    },
    {
      shows: "a policy from a variable",
      outcome: "unknown",
      resources: { ...bucket, ...policy("${var.v}") },
      rest: variable,
    },
  ]),
];
