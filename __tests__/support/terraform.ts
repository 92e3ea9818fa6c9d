import { type Json, type JsonObject } from "../../src/core/synthesis/json";

/** What an expression points at: `${data.aws_x.name.attribute}`. */
export interface Reference {
  readonly mode: "resource" | "data";
  readonly type: string;
  readonly name: string;
  /** What follows the name, e.g. `arn` or `names.0`; empty for the resource as a whole. */
  readonly attribute: string;
}

/** A statement of an `aws_iam_policy_document`, as it is synthesized. */
export interface PolicyStatement {
  readonly sid: string;
  readonly effect?: string;
  readonly actions: string[];
  readonly resources?: string[];
  readonly principals?: { type: string; identifiers: string[] }[];
  readonly condition?: { test: string; variable: string; values: string[] }[];
}

const REFERENCE =
  /(?<![\w.-])(?<data>data\.)?(?<type>(?:aws|random)_\w+)\.(?<name>\w+)(?<rest>(?:\.\w+|\[[^\]]*\])*)/g;

/** A synthesized configuration, for tests to ask: missing things are errors that say what there is. */
export class Terraform {
  constructor(readonly json: JsonObject) {}

  /** All resources of a type by their names; none is an empty object. */
  resources(type: string): Record<string, JsonObject> {
    return objects(at(this.json, "resource", type));
  }

  resource(type: string, name: string): JsonObject {
    return member(this.resources(type), type, name);
  }

  /** The resource of a type that is the only one. */
  only(type: string): JsonObject {
    const [[name] = [], ...others] = Object.entries(this.resources(type));
    if (name === undefined || others.length > 0) {
      throw new Error(
        `expected one ${type}, there are: ${Object.keys(this.resources(type)).join(", ") || "none"}`,
      );
    }
    return this.resource(type, name);
  }

  data(type: string, name: string): JsonObject {
    return member(objects(at(this.json, "data", type)), `data.${type}`, name);
  }

  /** The section of that name (`variable`, `output`, ...) by its keys. */
  section(name: string): Record<string, JsonObject> {
    return objects(this.json[name]);
  }

  /** Every managed resource: its address and its arguments. */
  managed(): [address: string, resource: JsonObject][] {
    return Object.keys(this.section("resource")).flatMap((type) =>
      Object.entries(this.resources(type)).map(([name, resource]): [string, JsonObject] => [
        `${type}.${name}`,
        resource,
      ]),
    );
  }

  /** The one thing that an expression points at. */
  follow(expression: Json | undefined): JsonObject {
    const [reference, ...others] = references(expression);
    if (reference === undefined || others.length > 0) {
      throw new Error(`expected one reference in ${JSON.stringify(expression)}`);
    }
    const { mode, type, name } = reference;
    return mode === "data" ? this.data(type, name) : this.resource(type, name);
  }

  /** What a resource is made after, by `depends_on`: a `terraform_data` stands for what it waits for itself. */
  waits({ depends_on: dependencies }: JsonObject): string[] {
    return ((dependencies ?? []) as string[]).flatMap((address) => {
      const [type = "", name = ""] = address.split(".");
      return type === "terraform_data" ? [address, ...this.waits(this.resource(type, name))] : [address];
    });
  }

  /** The statements of the policy document that an expression points at. */
  statements(expression: Json | undefined): PolicyStatement[] {
    return (this.follow(expression).statement ?? []) as unknown as PolicyStatement[];
  }

  /** The statement `sid` of the policy document that an expression points at. */
  statement(expression: Json | undefined, sid: string): PolicyStatement {
    const statements = this.statements(expression);
    const found = statements.find((statement) => statement.sid === sid);
    if (found === undefined) {
      throw new Error(`no statement ${sid}; there are ${statements.map((each) => each.sid).join(", ")}`);
    }
    return found;
  }
}

/** What lies at a path of keys and positions, if anything. */
export function at(value: Json | undefined, ...path: (string | number)[]): Json | undefined {
  return path.reduce<Json | undefined>((inner, key) => {
    if (Array.isArray(inner)) return inner[Number(key)];
    return typeof inner === "object" && inner !== null ? inner[key] : undefined;
  }, value);
}

/** Every reference in the expressions of a value, however deep. */
export function references(value: Json | undefined): Reference[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(references);
  if (typeof value !== "string" || !value.includes("${")) return [];
  return [...value.matchAll(REFERENCE)].map(({ groups = {} }) => ({
    mode: groups.data === undefined ? "resource" : "data",
    type: groups.type ?? "",
    name: groups.name ?? "",
    attribute: (groups.rest ?? "").replace(/^\./, ""),
  }));
}

/** The addresses that a value's expressions point at, e.g. `aws_vpc.network`. */
export function pointsAt(value: Json | undefined): string[] {
  return references(value).map(({ mode, type, name }) => `${mode === "data" ? "data." : ""}${type}.${name}`);
}

/**
 * The value of `${jsonencode(...)}`, with each reference in it as `${...}`. Terraform's literal differs
 * from JSON by its equals signs and its bare references.
 */
export function decoded(expression: Json | undefined): Json {
  const [, literal] = /^\$\{jsonencode\((.*)\)\}$/s.exec(text(expression)) ?? [];
  if (literal === undefined) throw new Error(`no jsonencode: ${JSON.stringify(expression)}`);
  const json = literal.replaceAll(/"(?:[^"\\]|\\.)*"|[A-Za-z_][\w.-]*|=/g, (token) =>
    token === "=" ? ":" : /^("|true$|false$|null$)/.test(token) ? token : JSON.stringify(`\${${token}}`),
  );
  return JSON.parse(json) as Json;
}

/** Every key and value of a configuration, however deep. */
export function* entriesOf(value: Json): Generator<[key: string, value: Json]> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    yield [key, inner];
    yield* entriesOf(inner);
  }
}

/** A value as text: a string as it is, anything else as JSON. */
export function text(value: Json | undefined): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** The ARN of a bucket, as policies name it: made from its name. */
export function bucketArn({ bucket }: JsonObject): string {
  return `arn:\${data.aws_partition.partition.partition}:s3:::${text(bucket)}`;
}

/** What IAM calls the streams of a log group. */
export function streamsArn({ name }: JsonObject, region = "us-east-1"): string {
  const account = "${data.aws_caller_identity.caller.account_id}";
  return `arn:\${data.aws_partition.partition.partition}:logs:${region}:${account}:log-group:${text(name)}:*`;
}

function objects(value: Json | undefined): Record<string, JsonObject> {
  return (value ?? {}) as Record<string, JsonObject>;
}

function member(all: Record<string, JsonObject>, type: string, name: string): JsonObject {
  const found = all[name];
  if (found === undefined) {
    throw new Error(`no ${type}.${name}; there are: ${Object.keys(all).join(", ") || "none"}`);
  }
  return found;
}
