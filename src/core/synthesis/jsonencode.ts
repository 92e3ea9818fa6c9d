import { type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { onlyToken, replaceTokens } from "./token-text";

/** Resolves a token to its expression without braces: `aws_vpc.main.id`. */
type ExpressionOf = (token: IResolvable) => unknown;

/**
 * A call of Terraform's `jsonencode`. It replaces cdktf's `Fn.jsonencode`, which does not escape quotation marks and
 * backslashes, and which resolves each part as often as it is deep.
 * @param value an object or list of texts, numbers, booleans and null; references and functions may replace each of them
 * @throws Error at synthesis if a token in it resolves to anything but text, as a `Lazy` of an object does
 */
export function jsonencode(value: object): string {
  return Token.asString(new JsonEncode(value));
}

class JsonEncode implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly value: object) {}

  resolve(context: IResolveContext): string {
    const { suppressBraces = false } = context;
    context.suppressBraces = true;
    const expression = `jsonencode(${literal(this.value, (token) => context.resolve(token) as unknown)})`;
    context.suppressBraces = suppressBraces;
    return suppressBraces ? expression : `\${${expression}}`;
  }
}

/** A value in Terraform's own syntax. */
function literal(value: unknown, expressionOf: ExpressionOf): string {
  if (typeof value === "string") return text(value, expressionOf);
  const token = tokenOf(value);
  if (token !== undefined) return expression(token, expressionOf);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) {
    const items: unknown[] = value.filter((item) => item !== undefined);
    return `[${items.map((item) => literal(item, expressionOf)).join(", ")}]`;
  }
  const attributes = Object.entries(value as Readonly<Record<string, unknown>>).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${quoted(key, expressionOf)} = ${literal(inner, expressionOf)}`],
  );
  return `{${attributes.join(", ")}}`;
}

/** The token behind a number, a list or a map. */
function tokenOf(value: unknown): IResolvable | undefined {
  if (typeof value === "number") return Tokenization.reverseNumber(value);
  if (typeof value !== "object" || value === null || !Token.isUnresolved(value)) return undefined;
  if (Tokenization.isResolvable(value)) return value;
  // Numbers first: asked in the other order, cdktf takes a number for a text.
  if (Array.isArray(value) && typeof value[0] === "number")
    return Tokenization.reverseNumberList(value as number[]);
  return Tokenization.reverse(value)[0];
}

function expression(token: IResolvable, expressionOf: ExpressionOf): string {
  const known = expressionOf(token);
  if (typeof known === "string") return known;
  throw new Error(`a token in jsonencode resolves to ${JSON.stringify(known)}: pass the value itself`);
}

function text(value: string, expressionOf: ExpressionOf): string {
  const only = onlyToken(value);
  return only === undefined ? quoted(value, expressionOf) : expression(only, expressionOf);
}

function quoted(value: string, expressionOf: ExpressionOf): string {
  const written = (token: IResolvable): string => `\${${expression(token, expressionOf)}}`;
  return `"${replaceTokens(value, written, escaped)}"`;
}

/** Escapes text for a quoted string of Terraform (configuration language, "Strings and Templates"). */
function escaped(plain: string): string {
  return plain.replaceAll(/["\\\n\r\t]|[$%](?=\{)/g, (found) => ESCAPES[found] as string);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  $: "$$",
  "%": "%%",
};
