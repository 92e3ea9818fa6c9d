import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";

/** Whose key a path names; "unseen" where that cannot be told. */
export type KeyOwner = "customer" | "aws" | "none" | "unseen";

const AWS_ALIAS = /(?:^|:)alias\/aws\//;

/** Whose KMS key the value at a path is. AWS's own keys have aliases that begin with `alias/aws/`. */
export function keyOwner(view: View, path: string, configuration: Configuration): KeyOwner {
  const value = view.get(path);
  if (value.kind === "absent" || (value.kind === "known" && value.value === "")) return "none";
  const keys = value.kind === "unknown" ? value.references : view.references(path);
  const resources = keys.flatMap((reference) => configuration.resolve(reference));
  if (resources.some(isAwsKey)) return "aws";
  if (value.kind === "known") return AWS_ALIAS.test(textOf(value.value)) ? "aws" : "customer";
  // An expression that may come to null names a key on one of its branches only.
  if (/\bnull\b/.test(value.expression)) return "unseen";
  return resources.some(({ type }) => KEY_TYPES.includes(type)) ? "customer" : "unseen";
}

const KEY_TYPES = ["aws_kms_key", "aws_kms_alias", "aws_kms_replica_key", "aws_kms_external_key"];

function isAwsKey(resource: Resource): boolean {
  const named = resource.text(resource.type === "aws_kms_alias" ? "name" : "key_id") ?? "";
  return resource.mode === "data" && AWS_ALIAS.test(named);
}
