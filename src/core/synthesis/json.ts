export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/** The key under which Terraform's JSON syntax has comments. */
export const COMMENT = "//";

/**
 * A configuration without comments, except those of its root: cdktf writes construct paths and stack traces into each
 * block. They differ between machines, and a reader of Terraform does not need them.
 */
export function withoutBlockComments(configuration: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(configuration).map(([key, value]) => [
      key,
      key === COMMENT ? value : withoutComments(value),
    ]),
  );
}

function withoutComments(value: Json): Json {
  if (Array.isArray(value)) return value.map(withoutComments);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (key === COMMENT ? [] : [[key, withoutComments(inner)]])),
  );
}
