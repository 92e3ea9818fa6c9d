import { type Json, type JsonObject } from "../../core/synthesis/json";
import { referencesIn } from "../../guardrails";

/** A synthesized configuration as its resources and what their values point at. */
export class Graph {
  private readonly resources: ReadonlyMap<string, JsonObject>;
  private readonly names: readonly (readonly [name: string, address: string])[];

  constructor(private readonly configuration: JsonObject) {
    this.resources = new Map(
      Object.entries(objectIn(configuration.resource)).flatMap(([type, byName]) =>
        Object.entries(objectIn(byName)).map(([name, body]) => [`${type}.${name}`, objectIn(body)] as const),
      ),
    );
    this.names = [...this.resources].flatMap(([address, { bucket, name }]) => {
      const own = address.startsWith("aws_s3_bucket.") ? bucket : name;
      return typeof own === "string" && !own.startsWith("${aws_") ? [[own, address] as const] : [];
    });
  }

  get addresses(): string[] {
    return [...this.resources.keys()];
  }

  of(type: string): (readonly [address: string, body: JsonObject])[] {
    return [...this.resources].filter(([address]) => address.startsWith(`${type}.`));
  }

  body(address: string): JsonObject {
    return objectIn(this.resources.get(address));
  }

  /** The addresses of managed resources that a value's expressions point at, and those that `depends_on` names. */
  pointsAt(value: Json | undefined): string[] {
    const found = textsIn(value).flatMap((text) =>
      this.resources.has(text)
        ? [text]
        : referencesIn(text).flatMap(({ root, subject }) => (root === "resource" ? [subject] : [])),
    );
    return [...new Set(found)].filter((address) => this.resources.has(address));
  }

  /** What a policy's statements speak of: what they point at, and what they name by its name in an ARN. */
  inPolicy(policy: Json | undefined): string[] {
    const documents = textsIn(policy).flatMap((text) =>
      referencesIn(text).flatMap(({ root, subject }) =>
        root === "data" ? [subject.slice(subject.lastIndexOf(".") + 1)] : [],
      ),
    );
    const all = objectIn(objectIn(this.configuration.data).aws_iam_policy_document);
    const resources = documents.flatMap((name) => {
      const { statement } = objectIn(all[name]);
      return [statement].flat().flatMap((one) => textsIn(objectIn(one).resources));
    });
    const named = this.names.filter(([name, address]) =>
      resources.some(
        (arn) =>
          new RegExp(`[:/]${escaped(name)}(?:[:/].*)?$`).test(arn) &&
          // What stands behind a bucket's name is a key, whatever else has the name of its parts.
          (address.startsWith("aws_s3_bucket.") || !arn.includes(":s3:::")),
      ),
    );
    return [...new Set([...this.pointsAt(resources), ...named.map(([, address]) => address)])];
  }
}

function objectIn(value: Json | undefined): JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}

function textsIn(value: Json | undefined): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(textsIn);
  return [];
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
