import { DefaultTokenResolver, StringConcat, type TerraformStack, Token, Tokenization } from "cdktf";
import { type Json, type JsonObject } from "./compose";

/**
 * The plain JSON of a fragment, as cdktf's own resolving makes it: tokens by what they stand for,
 * without what is undefined. Most of a fragment is no token: that is walked here, in a fraction of
 * the time, and cdktf resolves the rest. Left out are its comments (`//`): construct paths and
 * stack traces say nothing to a reader of Terraform and differ between machines.
 */
export function resolverOf(stack: TerraformStack): (fragment: object) => JsonObject {
  const resolver = new DefaultTokenResolver(new StringConcat());
  // The bindings type fragments as `any`; once resolved they are plain JSON.
  const resolveTokens = (value: unknown): Json | undefined =>
    Tokenization.resolve(value, { scope: stack, resolver, preparing: false }) as Json | undefined;

  function resolve(value: unknown): Json | undefined {
    if (value === null || value === undefined || typeof value === "boolean") return value;
    if (typeof value === "string") return mayHoldToken(value) ? resolveTokens(value) : value;
    if (typeof value === "number") return isCount(value) ? value : resolveTokens(value);
    if (Array.isArray(value)) {
      if (value.some(mayBeList)) return resolveTokens(value);
      return value.map(resolve).filter((item) => item !== undefined);
    }
    return isPlain(value) ? resolveObject(value) : withoutComments(resolveTokens(value));
  }

  function resolveObject(fragment: Readonly<Record<string, unknown>>): JsonObject {
    const resolved: JsonObject = {};
    for (const [key, inner] of Object.entries(fragment)) {
      const value = key === COMMENT ? undefined : resolve(inner);
      if (value !== undefined) resolved[key] = value;
    }
    return resolved;
  }

  return (fragment) => (resolve(fragment) ?? {}) as JsonObject;
}

const COMMENT = "//";

function withoutComments(value: Json | undefined): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== COMMENT);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutComments(inner) ?? null]));
}

/** A token in a string, or the text of an encoded number: see cdktf's `tokens/private/encoding`. */
const TOKEN = /TfToken\[|[-|\d.+]e[-|\d.eE+]/;
const STAND_INS: readonly string[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE];

const mayHoldToken = (text: string): boolean => TOKEN.test(text) || STAND_INS.includes(text);

/** Encoded numbers are negative and huge, and so is what stands for a number in a map. */
const isCount = (value: number): boolean => value > -1e8;

/** An element that stands for a whole list. */
const mayBeList = (item: unknown): boolean =>
  typeof item === "string" ? item.includes("#{TfToken[") : typeof item === "number" && !isCount(item);

/** An object of nothing but values: no token, no construct, no key that is or holds a token. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (Object.getPrototypeOf(value) !== Object.prototype || "resolve" in value) return false;
  return !Object.keys(value).some(mayHoldToken);
}
