import { type IResolvable, type IResolveContext, Token, Tokenization } from "cdktf";
import { onlyToken, replaceTokens } from "./token-text";

/** What a token stands for inside an expression: `aws_vpc.main.id`. */
export type ExpressionOf = (token: IResolvable) => unknown;

/**
 * Terraform's `jsonencode` of a value, written as a reader would. It stands in for cdktf's own, which resolves each
 * part as often as it is deep, and lets quotation marks and backslashes in a text end it early.
 * @param value an object or list of texts, numbers, booleans and null, with references and functions for any of them
 * @throws Error, once it is resolved, if a token in it comes to anything but text: that is taken for an expression, so
 * give it no `Lazy`
 */
export function jsonencode(value: object): string {
  return Token.asString(new JsonEncode(value));
}

export class JsonEncode implements IResolvable {
  readonly creationStack: string[] = [];

  constructor(private readonly value: object) {}

  /** The call, without the braces of a template. */
  expression(expressionOf: ExpressionOf): string {
    return `jsonencode(${literal(this.value, expressionOf)})`;
  }

  resolve(context: IResolveContext): string {
    const { suppressBraces = false } = context;
    context.suppressBraces = true;
    const expression = this.expression((token) => context.resolve(token) as unknown);
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

/** The token that a whole number, list or map is. */
function tokenOf(value: unknown): IResolvable | undefined {
  if (typeof value === "number") return Tokenization.reverseNumber(value);
  if (typeof value !== "object" || value === null || !Token.isUnresolved(value)) return undefined;
  if (Tokenization.isResolvable(value)) return value;
  // cdktf takes a number for a text if it is asked in the other order.
  if (Array.isArray(value) && typeof value[0] === "number")
    return Tokenization.reverseNumberList(value as number[]);
  return Tokenization.reverse(value)[0];
}

function expression(token: IResolvable, expressionOf: ExpressionOf): string {
  const known = expressionOf(token);
  if (typeof known === "string") return known;
  throw new Error(`a token in jsonencode comes to ${JSON.stringify(known)}: give it the value itself`);
}

function text(value: string, expressionOf: ExpressionOf): string {
  const only = onlyToken(value);
  return only === undefined ? quoted(value, expressionOf) : expression(only, expressionOf);
}

function quoted(value: string, expressionOf: ExpressionOf): string {
  const written = (token: IResolvable): string => `\${${expression(token, expressionOf)}}`;
  return `"${replaceTokens(value, written, escaped)}"`;
}

/** Text between quotation marks, so that Terraform reads what was meant. */
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
