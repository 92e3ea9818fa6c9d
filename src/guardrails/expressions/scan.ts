/** One token of a Terraform expression; `start` and `end` are offsets in the scanned text. */
export interface Token {
  readonly kind: "name" | "number" | "string" | "operator";
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The parts of a quoted template. */
  readonly parts?: readonly Part[];
}

/** A part of a template: text as it is, or an interpolation (`${...}`) or directive (`%{...}`). */
export type Part =
  | string
  /** Names with dots between, as most interpolations are: `aws_kms_key.data.arn`. They need no tokens. */
  | { readonly names: string; readonly tokens: undefined; readonly directive: false }
  | { readonly names: undefined; readonly tokens: readonly Token[]; readonly directive: boolean };

/** A template that cannot be read as Terraform writes it. */
export class ScanError extends Error {}

const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const NAMES = /[A-Za-z_][A-Za-z0-9_-]*(?:\.[A-Za-z_][A-Za-z0-9_-]*)+(?=\})/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DIGITS = /\d+/y;
const OPERATOR = /\.\.\.|==|!=|<=|>=|=>|&&|\|\||[-+*/%<>=!?:.,()[\]{}]/y;
/** What has no meaning of its own is taken at once: most of a policy or a dashboard is. */
const PLAIN = /[^$%]+/y;
const PLAIN_QUOTED = /[^"\\$%]+/y;
const SPACE = /\s+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

const LAST_CODE_POINT = 0x10ffff;

/** Where what a pattern matches at a place ends: the place itself if it does not. Makes no match object. */
function after(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** Whether a text is more than itself. Asked of every text: most have no brace at all. */
export function isTemplate(text: string): boolean {
  return text.includes("{") && (text.includes("${") || text.includes("%{"));
}

const scanned = new Map<string, readonly Part[]>();

/** Splits a template (a string value of Terraform JSON) into its parts. Each text is scanned once. */
export function scanTemplate(text: string): readonly Part[] {
  let parts = scanned.get(text);
  if (parts === undefined) {
    parts = template(text, 0, false).parts;
    scanned.set(text, parts);
  }
  return parts;
}

/** Reads one escape of a quoted string at a backslash: what it stands for and how long it is. */
function escape(text: string, at: number): [string, number] {
  const code = text.charAt(at + 1);
  if (code !== "u" && code !== "U") return [ESCAPES[code] ?? code, 2];
  const digits = text.slice(at + 2, at + (code === "u" ? 6 : 10));
  const point = Number.parseInt(digits, 16);
  if (!(point <= LAST_CODE_POINT)) throw new ScanError(`\\${code}${digits} is no character`);
  return [String.fromCodePoint(point), 2 + digits.length];
}

/** Reads a template from `at`: to the closing quote if quoted, else to the end of the text. */
function template(text: string, at: number, quoted: boolean): { parts: readonly Part[]; end: number } {
  const parts: Part[] = [];
  const pattern = quoted ? PLAIN_QUOTED : PLAIN;
  let literal = "";
  while (at < text.length) {
    const plain = after(pattern, text, at);
    if (plain > at) {
      literal += text.slice(at, plain);
      at = plain;
      continue;
    }
    const char = text.charAt(at);
    if (char === '"') {
      if (literal !== "") parts.push(literal);
      return { parts, end: at + 1 };
    }
    if (char === "\\") {
      const [meaning, length] = escape(text, at);
      literal += meaning;
      at += length;
    } else if (text[at + 1] === char && text[at + 2] === "{") {
      literal += `${char}{`;
      at += 3;
    } else if (text[at + 1] === "{") {
      if (literal !== "") parts.push(literal);
      literal = "";
      const inner = interpolation(text, at + 2, char === "%");
      parts.push(inner.part);
      at = inner.end;
    } else {
      literal += char;
      at += 1;
    }
  }
  if (quoted) throw new ScanError("a string is not closed");
  if (literal !== "") parts.push(literal);
  return { parts, end: at };
}

/** Reads what stands between the braces, the closing one with it. */
function interpolation(text: string, at: number, directive: boolean): { part: Part; end: number } {
  const names = directive ? at : after(NAMES, text, at);
  if (names > at)
    return {
      part: { names: text.slice(at, names), tokens: undefined, directive: false },
      end: names + 1,
    };
  const { tokens, end } = expression(text, at);
  return { part: { names: undefined, tokens, directive }, end };
}

/** Reads tokens up to the brace that closes the interpolation begun before `at`. */
function expression(text: string, at: number): { tokens: readonly Token[]; end: number } {
  const tokens: Token[] = [];
  let depth = 0;
  let before = "";
  if (text[at] === "~") at += 1;
  while (at < text.length) {
    const start = at;
    const char = text.charAt(at);
    // The most frequent of what `SPACE` matches.
    if (char === " ") {
      at += 1;
      continue;
    }
    if (char === '"') {
      const { parts, end } = template(text, at + 1, true);
      before = text.slice(start, end);
      tokens.push({ kind: "string", text: before, start, end, parts });
      at = end;
      continue;
    }
    if (char === "~" && text[at + 1] === "}") {
      at += 1;
      continue;
    }
    let kind: Token["kind"] = "operator";
    at = after(OPERATOR, text, start);
    if (at === start) {
      kind = "name";
      at = after(NAME, text, start);
    }
    if (at === start) {
      kind = "number";
      // After a dot only digits make the step: `list.0.id` is no decimal number.
      at = after(before === "." ? DIGITS : NUMBER, text, start);
    }
    if (at === start) {
      at = after(SPACE, text, start);
      if (at === start) throw new ScanError(`"${char}" has no meaning in an expression`);
      continue;
    }
    before = text.slice(start, at);
    if (before === "}" && depth === 0) return { tokens, end: at };
    if (before === "{") depth += 1;
    if (before === "}") depth -= 1;
    tokens.push({ kind, text: before, start, end: at });
  }
  throw new ScanError("an interpolation is not closed");
}
