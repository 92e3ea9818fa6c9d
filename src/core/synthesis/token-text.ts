import { dependable, type IResolvable, type ITerraformDependable, ref, Tokenization } from "cdktf";
import { registered } from "./tokens";

/** Tokens in a text, as cdktf encodes them (see its `tokens/private/encoding`): those of texts, and those of numbers. */
const CODES = /\$\{TfToken\[[\w:.-]+\]\}|-\d[\d.]*e\+\d+/g;
const TEXT_CODE = /^\$\{TfToken\[[\w:.-]+\]\}$/;

/** Encoded numbers are huge: their text has an exponent. */
export const mayHoldToken = (text: string): boolean => text.includes("TfToken[") || text.includes("e+");

/**
 * A text with its tokens replaced.
 * @param written what comes in place of a token
 * @param plain what comes in place of the text around them
 */
export function replaceTokens(
  text: string,
  written: (token: IResolvable) => string,
  plain = (around: string): string => around,
): string {
  let replaced = "";
  let end = 0;
  for (const { 0: code, index } of text.matchAll(CODES)) {
    const token = code.startsWith("$") ? tokenOf(code) : Tokenization.reverseNumber(Number(code));
    // A number that was meant as one.
    if (token === undefined) continue;
    replaced += plain(text.slice(end, index)) + written(token);
    end = index + code.length;
  }
  return replaced + plain(text.slice(end));
}

/** The token that a text is, if it is nothing else. */
export const onlyToken = (text: string): IResolvable | undefined =>
  TEXT_CODE.test(text) ? tokenOf(text) : undefined;

/** Most texts are encoded tokens, and cdktf takes several steps to look one up. It throws if it knows none such. */
const tokenOf = (code: string): IResolvable =>
  (registered(code.slice("${TfToken[".length, -"]}".length)) ??
    Tokenization.reverseString(code).firstToken) as IResolvable;

/** cdktf exports what makes references and `depends_on`, not their classes. */
const Reference = ref("").constructor;
const Dependable = tokenOf(dependable({ fqn: "" })).constructor;

/** How a reference is written in an expression: `aws_vpc.main.id`; nothing if the token is another or holds one. */
export function identifierOf(token: IResolvable): string | undefined {
  if (token.constructor !== Reference) return undefined;
  const { identifier } = token as IResolvable & { readonly identifier: string };
  return mayHoldToken(identifier) ? undefined : identifier;
}

/** What an element of `depends_on` says: `aws_vpc.main`, without braces; nothing if the token is none. */
export function dependencyOf(token: IResolvable): string | undefined {
  if (token.constructor !== Dependable) return undefined;
  const { fqn } = (token as IResolvable & { readonly dependable: ITerraformDependable }).dependable;
  const address = onlyToken(fqn);
  return address === undefined ? undefined : identifierOf(address);
}
