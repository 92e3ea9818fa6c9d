import {
  DefaultTokenResolver,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  type TerraformStack,
  Token,
  Tokenization,
} from "cdktf";
import { type Json, type JsonObject } from "./compose";
import { JsonEncode } from "./jsonencode";
import { dependencyOf, identifierOf, mayHoldToken, onlyToken, replaceTokens } from "./token-text";

/**
 * The plain JSON of a fragment, as cdktf's own resolving makes it: tokens by what they stand for,
 * without what is undefined. Most of a fragment is no token, and most tokens are references: these are
 * walked here, in a fraction of the time, and cdktf resolves the rest. Left out are its comments (`//`):
 * construct paths and stack traces say nothing to a reader of Terraform and differ between machines.
 */
export function resolverOf(stack: TerraformStack): (fragment: object) => JsonObject {
  const resolver = new DefaultTokenResolver(new StringConcat());
  // The bindings type fragments as `any`; once resolved they are plain JSON.
  const resolveTokens = (value: unknown): Json | undefined =>
    Tokenization.resolve(value, { scope: stack, resolver, preparing: false }) as Json | undefined;

  /** What tokens stand for inside an expression, and what as a value. */
  const expressions = new Map<IResolvable, unknown>();
  const values = new Map<IResolvable, string>();

  function expressionOf(token: IResolvable): unknown {
    const held = expressions.get(token);
    if (held !== undefined) return held;
    const known = token instanceof JsonEncode ? token.expression(expressionOf) : identifierOf(token);
    const expression = known ?? resolveTokens(new InExpression(token));
    expressions.set(token, expression);
    return expression;
  }

  function resolveToken(token: IResolvable): Json | undefined {
    const held = values.get(token);
    if (held !== undefined) return held;
    const isExpression = token instanceof JsonEncode || identifierOf(token) !== undefined;
    const value = isExpression ? `\${${String(expressionOf(token))}}` : dependencyOf(token);
    if (value === undefined) return resolveTokens(token);
    values.set(token, value);
    return value;
  }

  /** Text of nothing but words and tokens, as most is: cdktf only tells what the tokens stand for. */
  function resolveText(text: string): Json | undefined {
    const only = onlyToken(text);
    if (only !== undefined) return resolveToken(only);
    if (!isSimple(text)) return resolveTokens(text);
    const parts: unknown[] = [];
    const resolved = replaceTokens(text, (token) => {
      const part = resolveToken(token);
      parts.push(part);
      return typeof part === "string" ? part : "";
    });
    const isText = parts.every((part) => typeof part === "string") && !mayHoldToken(resolved);
    return isText ? resolved : resolveTokens(text);
  }

  function resolve(value: unknown): Json | undefined {
    if (value === null || value === undefined || typeof value === "boolean") return value;
    if (typeof value === "string") return isToken(value) ? resolveText(value) : value;
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

  return (fragment) => resolve(fragment) as JsonObject;
}

/** A token as it is written inside an expression. */
class InExpression implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly token: IResolvable) {}

  resolve(context: IResolveContext): unknown {
    context.suppressBraces = true;
    return context.resolve(this.token) as unknown;
  }
}

const COMMENT = "//";

function withoutComments(value: Json | undefined): Json | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).filter(([key]) => key !== COMMENT);
  return Object.fromEntries(entries.map(([key, inner]) => [key, withoutComments(inner) as Json]));
}

const STAND_INS: readonly string[] = [Token.STRING_MAP_TOKEN_VALUE, Token.ANY_MAP_TOKEN_VALUE];

const isToken = (text: string): boolean => mayHoldToken(text) || STAND_INS.includes(text);

/** Without interpolations of its own, in which tokens stand without braces, and without encoded numbers. */
const isSimple = (text: string): boolean => !NOT_SIMPLE.test(text) && !STAND_INS.includes(text);
const NOT_SIMPLE = /\$\{(?!TfToken\[)|#\{|[-|\d.+]e[-|\d.eE+]/;

/** Encoded numbers are negative and huge, and so is what stands for a number in a map. */
const isCount = (value: number): boolean => value > -1e8;

/** An element that stands for a whole list. */
const mayBeList = (item: unknown): boolean =>
  typeof item === "string" ? item.includes("#{TfToken[") : typeof item === "number" && !isCount(item);

/** An object of nothing but values: no token, no construct, no key that is or holds a token. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  if (Object.getPrototypeOf(value) !== Object.prototype || "resolve" in value) return false;
  return !Object.keys(value).some(isToken);
}
