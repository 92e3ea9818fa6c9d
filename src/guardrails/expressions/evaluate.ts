import type { Json } from "../model/json";
import { isList } from "../model/json";
import type { Node } from "../model/node";
import { isNodeList, isNodeObject, isUnknown, makeUnknown, type Unknown } from "../model/node";
import { FUNCTIONS } from "./functions";
import { binary, PRECEDENCE } from "./operators";
import type { ParsedReference } from "./references";
import {
  closing,
  reference,
  referenceOfNames,
  referencesInParts,
  referencesInTokens,
  traversal,
} from "./references";
import type { Part, Token } from "./scan";
import { isTemplate, scanTemplate, ScanError } from "./scan";

/** Looks up what a reference stands for; undefined where the configuration does not say. */
export type Lookup = (reference: ParsedReference) => Node | undefined;

/** Evaluates every string of a JSON value as a template, as far as the configuration tells. */
export function evaluateJson(json: Json, lookup: Lookup): Node {
  if (typeof json === "string") return evaluateTemplate(json, lookup);
  if (typeof json !== "object" || json === null) return json;
  if (isList(json)) {
    const list: Node[] = [];
    for (const item of json) list.push(evaluateJson(item, lookup));
    return list;
  }
  const result: Record<string, Node> = {};
  for (const key in json) {
    const value = json[key];
    if (value !== undefined) result[key] = evaluateJson(value, lookup);
  }
  return result;
}

const evaluated = new WeakMap<Lookup, Map<string, Node>>();

/** Evaluates one template: `${...}` alone keeps its type, anything else is text. Once for each lookup. */
export function evaluateTemplate(template: string, lookup: Lookup): Node {
  if (!isTemplate(template)) return template;
  let known = evaluated.get(lookup);
  if (known === undefined) evaluated.set(lookup, (known = new Map<string, Node>()));
  let node = known.get(template);
  if (node === undefined) known.set(template, (node = evaluateScanned(template, lookup)));
  return node;
}

function evaluateScanned(template: string, lookup: Lookup): Node {
  try {
    return evaluateParts(scanTemplate(template), template, template, lookup);
  } catch (error) {
    if (error instanceof ScanError) return makeUnknown(template);
    throw error;
  }
}

function evaluateParts(parts: readonly Part[], source: string, whole: string, lookup: Lookup): Node {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== "string" && !only.directive) {
    const value = evaluatePart(only, source, lookup);
    return isUnknown(value) ? makeUnknown(whole, value.references, value.decoded) : value;
  }
  let text = "";
  let known = true;
  for (const part of parts) {
    const value =
      typeof part === "string" ? part : part.directive ? undefined : evaluatePart(part, source, lookup);
    if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
      text += String(value);
    else known = false;
  }
  return known ? text : makeUnknown(whole, textsOf(referencesInParts(parts)));
}

function evaluatePart(part: Exclude<Part, string>, source: string, lookup: Lookup): Node {
  if (part.tokens !== undefined) return new Evaluator(part.tokens, source, lookup).all();
  const found = referenceOfNames(part.names);
  const value = found === undefined ? undefined : lookup(found);
  return value === undefined || isUnknown(value)
    ? makeUnknown(part.names, found === undefined ? [] : [found.text])
    : value;
}

const textsOf = (references: readonly ParsedReference[]): string[] => references.map(({ text }) => text);

/** A recursive-descent evaluator over one expression's tokens. */
class Evaluator {
  private at = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly source: string,
    private readonly lookup: Lookup,
  ) {}

  /** The whole expression; unknown if it does not parse to its end. */
  all(): Node {
    const value = this.conditional();
    return this.at === this.tokens.length ? value : this.unknownFrom(0, this.tokens.length);
  }

  private peek(): string | undefined {
    const token = this.tokens[this.at];
    return token?.kind === "string" ? undefined : token?.text;
  }

  private take(text: string): boolean {
    if (this.peek() !== text) return false;
    this.at += 1;
    return true;
  }

  private unknownFrom(start: number, end = this.at, decoded?: Node): Unknown {
    const part = this.tokens.slice(start, end);
    const text = this.source.slice((part[0] as Token).start, (part.at(-1) as Token).end);
    return makeUnknown(text, textsOf(referencesInTokens(part)), decoded);
  }

  private conditional(): Node {
    const start = this.at;
    const condition = this.operators(0);
    if (!this.take("?")) return condition;
    const yes = this.conditional();
    if (!this.take(":")) throw new ScanError('a "?" has no ":"');
    const no = this.conditional();
    return condition === true ? yes : condition === false ? no : this.unknownFrom(start);
  }

  private operators(least: number): Node {
    const start = this.at;
    let left = this.unary();
    for (;;) {
      const operator = this.peek() ?? "";
      const precedence = PRECEDENCE[operator];
      if (precedence === undefined || precedence < least) return left;
      this.at += 1;
      const right = this.operators(precedence + 1);
      left = binary(operator, left, right) ?? this.unknownFrom(start);
    }
  }

  private unary(): Node {
    const start = this.at;
    if (this.take("!")) {
      const value = this.unary();
      return typeof value === "boolean" ? !value : this.unknownFrom(start);
    }
    if (this.take("-")) {
      const value = this.unary();
      return typeof value === "number" ? -value : this.unknownFrom(start);
    }
    return this.postfix();
  }

  /** An operand and the indexes and attributes after it. */
  private postfix(): Node {
    const start = this.at;
    let value = this.operand();
    for (;;) {
      const token = this.peek();
      if (token !== "." && token !== "[") return value;
      // A traversal of something computed: the steps are those of a reference with a made-up root.
      const { steps, next } = traversal(this.tokens, this.at - 1);
      this.at = next;
      const found = steps.slice(1).reduce<Node | undefined>((here, step) => {
        const key = typeof step === "string" ? step : step.index;
        if (typeof key === "number") return isNodeList(here) ? here[key] : undefined;
        return key !== undefined && key !== "*" && isNodeObject(here) ? here[key] : undefined;
      }, value);
      value = found ?? this.unknownFrom(start);
    }
  }

  private operand(): Node {
    const start = this.at;
    const token = this.tokens[start];
    if (token === undefined) throw new ScanError("an expression ends too early");
    this.at += 1;
    if (token.kind === "number") return Number(token.text);
    if (token.parts !== undefined)
      return evaluateParts(token.parts, this.source, token.text.slice(1, -1), this.lookup);
    if (token.kind === "name") return this.named(token.text, start);
    if (token.text === "(") {
      const value = this.conditional();
      if (!this.take(")")) throw new ScanError('a "(" is not closed');
      return value;
    }
    if (token.text !== "[" && token.text !== "{") throw new ScanError(`"${token.text}" begins no value`);
    if (this.peek() === "for") {
      this.at = closing(this.tokens, start) + 1;
      return this.unknownFrom(start);
    }
    return token.text === "[" ? this.list("]").values : this.object();
  }

  private named(name: string, start: number): Node {
    if (name === "true" || name === "false") return name === "true";
    if (name === "null") return null;
    if (this.take("(")) {
      const { values: args, spread } = this.list(")");
      const value = spread ? undefined : FUNCTIONS[name]?.(args);
      if (value !== undefined) return value;
      return this.unknownFrom(start, this.at, name === "jsonencode" ? args[0] : undefined);
    }
    const { steps, next } = traversal(this.tokens, start);
    this.at = next;
    const parsed = reference(steps);
    const value = parsed === undefined ? undefined : this.lookup(parsed);
    return value === undefined || isUnknown(value) ? this.unknownFrom(start) : value;
  }

  private list(end: string): { values: readonly Node[]; spread: boolean } {
    const values: Node[] = [];
    let spread = false;
    while (!this.take(end)) {
      values.push(this.conditional());
      if (this.take("...")) spread = true;
      if (!this.take(",") && this.peek() !== end) throw new ScanError(`"${end}" is missing`);
    }
    return { values, spread };
  }

  private object(): Node {
    const result: Record<string, Node> = {};
    while (!this.take("}")) {
      const key = this.key();
      if (!this.take("=") && !this.take(":")) throw new ScanError("an object's key has no value");
      const value = this.conditional();
      result[isUnknown(key) ? key.expression : typeof key === "string" ? key : JSON.stringify(key)] = value;
      this.take(",");
    }
    return result;
  }

  private key(): Node {
    const token = this.tokens[this.at];
    if (token?.kind !== "name") return this.operand();
    this.at += 1;
    return token.text;
  }
}
