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
export type Part = string | { readonly tokens: readonly Token[]; readonly directive: boolean };

/** A template that cannot be read as Terraform writes it. */
export class ScanError extends Error {}

const NAME = /[A-Za-z_][A-Za-z0-9_-]*/y;
const NUMBER = /\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const DIGITS = /\d+/y;
const OPERATOR = /\.\.\.|==|!=|<=|>=|=>|&&|\|\||[-+*/%<>=!?:.,()[\]{}]/y;
const PLAIN = /[^"\\$%]+/y;
const SPACE = /\s+/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

const LAST_CODE_POINT = 0x10ffff;

const match = (pattern: RegExp, text: string, at: number): string | undefined => {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
};

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
  let literal = "";
  const flush = (): void => {
    if (literal !== "") parts.push(literal);
    literal = "";
  };
  while (at < text.length) {
    const char = text.charAt(at);
    if (quoted && char === '"') {
      flush();
      return { parts, end: at + 1 };
    }
    if (quoted && char === "\\") {
      const [meaning, length] = escape(text, at);
      literal += meaning;
      at += length;
    } else if ((char === "$" || char === "%") && text[at + 1] === char && text[at + 2] === "{") {
      literal += `${char}{`;
      at += 3;
    } else if ((char === "$" || char === "%") && text[at + 1] === "{") {
      flush();
      const inner = expression(text, at + 2);
      parts.push({ tokens: inner.tokens, directive: char === "%" });
      at = inner.end;
    } else {
      // What has no meaning of its own is taken at once: most of a policy or a dashboard is.
      const plain = match(PLAIN, text, at) ?? char;
      literal += plain;
      at += plain.length;
    }
  }
  if (quoted) throw new ScanError("a string is not closed");
  flush();
  return { parts, end: at };
}

/** Reads tokens up to the brace that closes the interpolation begun before `at`. */
function expression(text: string, at: number): { tokens: readonly Token[]; end: number } {
  const tokens: Token[] = [];
  let depth = 0;
  if (text[at] === "~") at += 1;
  while (at < text.length) {
    const start = at;
    const space = match(SPACE, text, at);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    if (text[at] === '"') {
      const { parts, end } = template(text, at + 1, true);
      tokens.push({ kind: "string", text: text.slice(start, end), start, end, parts });
      at = end;
      continue;
    }
    if (text[at] === "~" && text[at + 1] === "}") {
      at += 1;
      continue;
    }
    const name = match(NAME, text, at);
    // After a dot only digits make the step: `list.0.id` is no decimal number.
    const number = match(tokens.at(-1)?.text === "." ? DIGITS : NUMBER, text, at);
    const operator = match(OPERATOR, text, at);
    const found = name ?? number ?? operator;
    if (found === undefined) throw new ScanError(`"${text.charAt(at)}" has no meaning in an expression`);
    if (found === "}" && depth === 0) return { tokens, end: at + 1 };
    if (found === "{") depth += 1;
    if (found === "}") depth -= 1;
    at += found.length;
    const kind = name !== undefined ? "name" : number !== undefined ? "number" : "operator";
    tokens.push({ kind, text: found, start, end: at });
  }
  throw new ScanError("an interpolation is not closed");
}
