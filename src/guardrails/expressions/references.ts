import type { Part, Token } from "./scan";
import { scanTemplate } from "./scan";

/** What may stand at the root of a reference; anything else is a managed resource's type. */
const ROOTS = ["var", "local", "module", "data", "each", "count", "self", "path", "terraform"] as const;

/** A reference as it is written, taken apart. */
export interface ParsedReference {
  /** As written, indexes that are no literals as `[?]`: `aws_subnet.a[0].id`. */
  readonly text: string;
  readonly root: (typeof ROOTS)[number] | "resource";
  /** What is referred to, without index: `aws_subnet.a`, `data.aws_x.y`, `var.x`, `module.m`. */
  readonly subject: string;
  /** The literal index on the subject. */
  readonly key?: string | number;
  /** What follows: `id`, `rule[0].bucket`; empty for the whole. */
  readonly attribute: string;
}

/** A reference's steps, and the index of the token after it. */
interface Traversal {
  readonly steps: readonly (string | { readonly index: string | number | undefined })[];
  readonly next: number;
}

/** Reads the traversal that begins with the name at `at`; references inside its indexes go to `nested`. */
export function traversal(tokens: readonly Token[], at: number, nested: Token[][] = []): Traversal {
  const steps: Traversal["steps"][number][] = [(tokens[at] as Token).text];
  let next = at + 1;
  for (;;) {
    const token = tokens[next];
    const after = tokens[next + 1];
    if (token?.text === "." && after !== undefined && after.text !== "*" && after.kind !== "operator") {
      steps.push(after.kind === "number" ? { index: Number(after.text) } : after.text);
      next += 2;
    } else if (token?.text === "." && after?.text === "*") {
      steps.push({ index: "*" });
      next += 2;
    } else if (token?.kind === "operator" && token.text === "[") {
      const end = closing(tokens, next);
      const inside = tokens.slice(next + 1, end);
      const literal = inside.length === 1 ? literalIndex(inside[0]) : undefined;
      if (literal === undefined) nested.push(inside);
      steps.push({ index: literal });
      next = end + 1;
    } else return { steps, next };
  }
}

function literalIndex(token: Token | undefined): string | number | undefined {
  if (token?.kind === "number") return Number(token.text);
  if (token?.text === "*") return "*";
  const only = token?.parts?.length === 1 ? token.parts[0] : undefined;
  return typeof only === "string" ? only : undefined;
}

/** The index of the bracket that closes the one at `open`; the last token's if none does. */
export function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== "operator") continue;
    if (text === "(" || text === "[" || text === "{") depth += 1;
    else if (text === ")" || text === "]" || text === "}") depth -= 1;
    if (depth === 0) return i;
  }
  return tokens.length - 1;
}

/** A traversal's steps as a reference; undefined for what refers to nothing outside (`k` in a `for`). */
export function reference(steps: Traversal["steps"]): ParsedReference | undefined {
  const root = ROOTS.find((name) => name === steps[0]) ?? "resource";
  const length = root === "data" ? 3 : 2;
  const head = steps.slice(0, length);
  if (head.length < length || !head.every((step) => typeof step === "string")) return undefined;
  const index = steps[length];
  const hasIndex = typeof index === "object";
  const key = hasIndex && index.index !== "*" ? index.index : undefined;
  const written = (step: Traversal["steps"][number], first: boolean): string => {
    if (typeof step === "string") return first ? step : `.${step}`;
    return `[${step.index === undefined ? "?" : step.index === "*" ? "*" : JSON.stringify(step.index)}]`;
  };
  const text = steps.map((step, i) => written(step, i === 0)).join("");
  const attribute = steps
    .slice(length + (hasIndex ? 1 : 0))
    .map((step, i) => written(step, i === 0))
    .join("");
  return { text, root, subject: head.join("."), attribute, ...(key === undefined ? {} : { key }) };
}

/** All references in an expression's tokens, those in nested templates and indexes included. */
export function referencesInTokens(
  tokens: readonly Token[],
  outer: ReadonlySet<string> = new Set(),
): ParsedReference[] {
  const found: ParsedReference[] = [];
  const own = new Set(outer);
  tokens.forEach((token, i) => {
    if (token.text !== "for" || token.kind !== "name") return;
    for (let j = i + 1; j < tokens.length && tokens[j]?.text !== "in"; j += 1)
      own.add((tokens[j] as Token).text);
  });
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i] as Token;
    if (token.parts !== undefined) found.push(...referencesInParts(token.parts, own));
    if (token.kind !== "name" || tokens[i - 1]?.text === "." || isCallOrKey(tokens, i)) {
      i += 1;
      continue;
    }
    const nested: Token[][] = [];
    const { steps, next } = traversal(tokens, i, nested);
    for (const inside of nested) found.push(...referencesInTokens(inside, own));
    const parsed = own.has(token.text) ? undefined : reference(steps);
    if (parsed !== undefined) found.push(parsed);
    i = next;
  }
  return found;
}

/** Whether the name at `i` is a function's, or a key of an object (`{ name = ... }`, `{ name : ... }`). */
function isCallOrKey(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1]?.text;
  if (next === "(" || next === "=") return true;
  const before = tokens[i - 1]?.text;
  return next === ":" && (before === "{" || before === ",");
}

function referencesInParts(parts: readonly Part[], outer: ReadonlySet<string>): ParsedReference[] {
  return parts.flatMap((part) => (typeof part === "string" ? [] : referencesInTokens(part.tokens, outer)));
}

const NONE: readonly ParsedReference[] = [];
const cache = new Map<string, readonly ParsedReference[]>();

/** All references in a template; none in one that cannot be read. Each text is read once. */
export function referencesIn(template: string): readonly ParsedReference[] {
  if (!template.includes("${") && !template.includes("%{")) return NONE;
  let found = cache.get(template);
  if (found === undefined) {
    try {
      found = referencesInParts(scanTemplate(template), new Set());
    } catch {
      found = NONE;
    }
    cache.set(template, found);
  }
  return found;
}

/** A bare reference (`aws_subnet.a[0].id`, with or without `${}`) taken apart; undefined if it is none. */
export function parseReference(text: string): ParsedReference | undefined {
  const template = text.startsWith("${") ? text : `\${${text}}`;
  // The longest is the reference itself; those inside its indexes are shorter and come first.
  return referencesIn(template).at(-1);
}
