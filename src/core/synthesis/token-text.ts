import { type IResolvable, Tokenization } from "cdktf";

/** Tokens in a text, as cdktf encodes them (`cdktf/lib/tokens/private/encoding`): of texts, and of numbers. */
const CODES = /\$\{TfToken\[[\w:.-]+\]\}|-\d[\d.]*e\+\d+/g;
const TEXT_CODE = /^\$\{TfToken\[[\w:.-]+\]\}$/;

/**
 * Replaces the tokens of a text.
 * @param written returns the replacement of a token
 * @param plain returns the replacement of the text around tokens
 */
export function replaceTokens(
  text: string,
  written: (token: IResolvable) => string,
  plain: (around: string) => string,
): string {
  let replaced = "";
  let end = 0;
  for (const { 0: code, index } of text.matchAll(CODES)) {
    const token = code.startsWith("$") ? tokenOf(code) : Tokenization.reverseNumber(Number(code));
    // Not a token: a number in the text.
    if (token === undefined) continue;
    replaced += plain(text.slice(end, index)) + written(token);
    end = index + code.length;
  }
  return replaced + plain(text.slice(end));
}

/** The token, if the text is one token and nothing else. */
export const onlyToken = (text: string): IResolvable | undefined =>
  TEXT_CODE.test(text) ? tokenOf(text) : undefined;

/** cdktf throws if it does not know the token. */
const tokenOf = (code: string): IResolvable => Tokenization.reverseString(code).firstToken as IResolvable;
