/** Any JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [key: string]: Json | undefined;
}

/** Whether a value is a JSON object, neither a list nor null. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Whether a JSON value is a list. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** What lies under some keys, one inside the other; undefined where there is no such thing. */
export function member(value: Json | undefined, ...keys: readonly string[]): Json | undefined {
  return keys.reduce<Json | undefined>((here, key) => (isObject(here) ? here[key] : undefined), value);
}

/** A block as a list of objects: Terraform JSON allows an object, or a list of objects, for any block. */
export function blockList(value: Json | undefined): readonly JsonObject[] {
  if (isObject(value)) return [value];
  return isList(value) ? value.filter((item) => isObject(item)) : [];
}

/** What a value is, in words for an error: "a list", "null", "a string". */
export function kindOf(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

/** A value as text, as Terraform converts it: what is text already stays as it is. */
export function textOf(value: Json): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
