import type { Part, Token } from "./scan";
import { isTemplate, scanTemplate } from "./scan";

/** What may stand at the root of a reference; anything else is a managed resource's type. */
const ROOTS = ["var", "local", "module", "data", "each", "count", "self", "path", "terraform"] as const;
const isRoot = (name: unknown): name is (typeof ROOTS)[number] =>
  (ROOTS as readonly unknown[]).includes(name);

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
  const [first] = steps;
  const root = isRoot(first) ? first : "resource";
  const length = root === "data" ? 3 : 2;
  if (steps.length < length) return undefined;
  for (let i = 0; i < length; i += 1) if (typeof steps[i] !== "string") return undefined;
  const subject = written(steps, 0, length);
  const index = steps[length];
  const own = typeof index === "object" ? written(steps, length, length + 1) : "";
  const attribute = written(steps, own === "" ? length : length + 1);
  const text = subject + own + (attribute === "" || attribute.startsWith("[") ? "" : ".") + attribute;
  const key = typeof index === "object" && index.index !== "*" ? index.index : undefined;
  return key === undefined ? { text, root, subject, attribute } : { text, root, subject, attribute, key };
}

/** Some of a traversal's steps as they are written, without the dot before the first. */
function written(steps: Traversal["steps"], from: number, to = steps.length): string {
  let text = "";
  for (let i = from; i < to; i += 1) {
    const step = steps[i] as Traversal["steps"][number];
    if (typeof step === "string") text += i === from ? step : `.${step}`;
    else
      text += `[${step.index === undefined ? "?" : step.index === "*" ? "*" : JSON.stringify(step.index)}]`;
  }
  return text;
}

const byNames = new Map<string, ParsedReference | undefined>();

/** The reference that names with dots between are. Most are written often: each is taken apart once. */
export function referenceOfNames(names: string): ParsedReference | undefined {
  let found = byNames.get(names);
  if (found === undefined) byNames.set(names, (found = takenApart(names)));
  return found;
}

function takenApart(names: string): ParsedReference | undefined {
  const dot = names.indexOf(".");
  const first = names.slice(0, dot);
  const root = isRoot(first) ? first : "resource";
  let end = names.indexOf(".", dot + 1);
  if (root === "data") {
    if (end === -1) return undefined;
    end = names.indexOf(".", end + 1);
  }
  if (end === -1) return { text: names, root, subject: names, attribute: "" };
  return { text: names, root, subject: names.slice(0, end), attribute: names.slice(end + 1) };
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** All references in an expression's tokens, those in nested templates and indexes included. */
export function referencesInTokens(
  tokens: readonly Token[],
  outer: ReadonlySet<string> = NO_NAMES,
): ParsedReference[] {
  const found: ParsedReference[] = [];
  const own = withLoopNames(tokens, outer);
  for (let i = 0; i < tokens.length;) {
    const token = tokens[i] as Token;
    if (token.parts !== undefined) pushReferences(found, token.parts, own);
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

/** The names that stand for nothing outside: those of a `for`, and those around it. */
function withLoopNames(tokens: readonly Token[], outer: ReadonlySet<string>): ReadonlySet<string> {
  let all: Set<string> | undefined;
  for (let i = 0; i < tokens.length; i += 1) {
    const { kind, text } = tokens[i] as Token;
    if (kind !== "name" || text !== "for") continue;
    all ??= new Set(outer);
    for (let j = i + 1; j < tokens.length && tokens[j]?.text !== "in"; j += 1)
      all.add((tokens[j] as Token).text);
  }
  return all ?? outer;
}

/** Whether the name at `i` is a function's, or a key of an object (`{ name = ... }`, `{ name : ... }`). */
function isCallOrKey(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1]?.text;
  if (next === "(" || next === "=") return true;
  const before = tokens[i - 1]?.text;
  return next === ":" && (before === "{" || before === ",");
}

/** All references in the parts of a template. */
export function referencesInParts(parts: readonly Part[]): ParsedReference[] {
  const found: ParsedReference[] = [];
  pushReferences(found, parts, NO_NAMES);
  return found;
}

function pushReferences(found: ParsedReference[], parts: readonly Part[], outer: ReadonlySet<string>): void {
  for (const part of parts) {
    if (typeof part === "string") continue;
    if (part.tokens !== undefined) found.push(...referencesInTokens(part.tokens, outer));
    else if (outer.size === 0 || !outer.has(part.names.slice(0, part.names.indexOf(".")))) {
      const parsed = referenceOfNames(part.names);
      if (parsed !== undefined) found.push(parsed);
    }
  }
}

/** All references in a template; none in one that cannot be read. */
export function referencesIn(template: string): readonly ParsedReference[] {
  if (!isTemplate(template)) return [];
  try {
    return referencesInParts(scanTemplate(template));
  } catch {
    return [];
  }
}

/** A bare reference (`aws_subnet.a[0].id`, with or without `${}`) taken apart; undefined if it is none. */
export function parseReference(text: string): ParsedReference | undefined {
  const template = text.startsWith("${") ? text : `\${${text}}`;
  // The longest is the reference itself; those inside its indexes are shorter and come first.
  return referencesIn(template).at(-1);
}
