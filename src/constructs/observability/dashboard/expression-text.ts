import { Token } from "cdktf";

/**
 * A value for `Fn.jsonencode` whose texts reach Terraform as they are: inside an expression cdktf escapes
 * neither quotation marks, which would end the text there, nor backslashes.
 */
export function withEscapedTexts<T>(value: T): T;
export function withEscapedTexts(value: unknown): unknown {
  // References in a text have neither of these.
  if (typeof value === "string") {
    return value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  }
  if (Array.isArray(value)) return value.map((item: unknown) => withEscapedTexts(item));
  if (typeof value !== "object" || value === null || Token.isUnresolved(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withEscapedTexts(inner)]));
}
