import type { ParsedReference } from "../expressions/references";
import { parseReference } from "../expressions/references";
import type { Json, JsonObject } from "../model/json";
import { isList, isObject } from "../model/json";
import type { Node, NodeObject } from "../model/node";
import { eachText, makeUnknown, walk } from "../model/node";
import type { Reference } from "../model/reference";
import { distinct } from "../model/reference";
import type { Path, Scope, Source, Visitor } from "../model/source";

/** A resource of a plan: its planned values, and the expressions of the source for what they refer to. */
export class PlanSource implements Source {
  constructor(
    readonly written: Node,
    private readonly expressions: JsonObject | undefined,
    readonly scope: Scope,
  ) {}

  node(path: Path): Node | undefined {
    return walk(this.written, path);
  }

  references(path: Path): readonly Reference[] {
    let here: Json | undefined = this.expressions;
    for (const step of path) {
      if (isExpression(here)) break;
      const list: readonly Json[] | undefined = isList(here) ? here : undefined;
      if (list !== undefined) here = list[typeof step === "number" && list.length > step ? step : 0];
      if (isObject(here) && typeof step === "string") here = here[step];
    }
    const found: Reference[] = [];
    this.visitIn(here, "", (references) => found.push(...references));
    return distinct(this.scope.expand(found));
  }

  get arguments(): readonly string[] {
    return Object.keys({ ...(this.written as NodeObject), ...this.expressions });
  }

  visit(argument: string, { references, text }: Visitor): void {
    this.visitIn(this.expressions?.[argument], argument, references);
    eachText(walk(this.written, [argument]), argument, text);
  }

  private visitIn(json: Json | undefined, path: string, visit: Visitor["references"]): void {
    if (isExpression(json)) {
      const { module } = this.scope;
      const found = referencesOf(json).map((reference) => ({ ...reference, module }));
      if (found.length > 0) visit(found, path);
    } else if (isList(json)) for (const item of json) this.visitIn(item, path, visit);
    else if (isObject(json)) {
      for (const [key, value] of Object.entries(json)) this.visitIn(value, `${path}.${key}`, visit);
    }
  }
}

/** Whether this is the plan's account of one argument, not of a block. */
function isExpression(json: Json | undefined): boolean {
  return isObject(json) && (isList(json.references) || json.constant_value !== undefined);
}

/** The references of one argument. The plan also lists each one's beginnings, which say nothing more. */
export function referencesOf(json: Json | undefined): ParsedReference[] {
  const texts = isObject(json) && isList(json.references) ? json.references : [];
  const all = texts.filter((text) => typeof text === "string");
  const whole = all.filter((text) => !all.some((other) => other.length > text.length && begins(text, other)));
  return whole.flatMap((text) => parseReference(text) ?? []);
}

function begins(text: string, other: string): boolean {
  return other.startsWith(text) && (other[text.length] === "." || other[text.length] === "[");
}

/**
 * Puts planned values, what of them is unknown, and the source's expressions together. `visible` says whether the
 * source's account of the surrounding block is there at all.
 *
 * What is unknown without being written in the source is left to the provider: absent, as it is in configuration
 * syntax. (Blocks made by `dynamic` are not in a plan's expressions: where even their number is unknown, a plan
 * cannot be told from one that has none.)
 */
export function merge(
  after: Json | undefined,
  unknown: Json | undefined,
  expressions: Json | undefined,
  visible = true,
): Node | undefined {
  if (unknown === true) {
    if (expressions === undefined && !visible) return makeUnknown("known after apply");
    return expressions === undefined ? undefined : makeUnknown(describe(expressions), textsOf(expressions));
  }
  if (isList(after) || isList(unknown)) {
    const values = isList(after) ? after : [];
    const open = isList(unknown) ? unknown : [];
    const length = Math.max(values.length, open.length);
    return Array.from({ length }, (_, i) => {
      return merge(values[i], open[i], element(expressions, i, length), visible) ?? null;
    });
  }
  const blocks = isList(expressions) ? expressions[0] : expressions;
  const planless = after === undefined && unknown === undefined;
  if (planless && isObject(expressions) && isExpression(expressions)) {
    const constant = expressions.constant_value;
    return constant !== undefined ? constant : makeUnknown(describe(expressions), textsOf(expressions));
  }
  if (!isObject(after) && !isObject(unknown) && !(planless && isObject(blocks))) return after ?? undefined;
  const values = isObject(after) ? after : {};
  const open = isObject(unknown) ? unknown : {};
  const written: JsonObject = isObject(blocks) && !isExpression(blocks) ? blocks : {};
  const keys = new Set([
    ...Object.keys(values),
    ...Object.keys(open),
    ...(planless ? Object.keys(written) : []),
  ]);
  const result: Record<string, Node> = {};
  for (const key of keys) {
    const expression = isExpression(blocks) ? blocks : written[key];
    const node = merge(values[key], open[key], expression, isObject(blocks));
    if (node !== undefined) result[key] = node;
  }
  return result;
}

/** The expression of a list's element: its own block, or that of the whole list. */
function element(expressions: Json | undefined, i: number, length: number): Json | undefined {
  if (!isList(expressions)) return expressions;
  return expressions.length === length ? expressions[i] : expressions[0];
}

function textsOf(expressions: Json): string[] {
  if (isExpression(expressions)) return referencesOf(expressions).map(({ text }) => text);
  if (isList(expressions)) return expressions.flatMap(textsOf);
  return isObject(expressions) ? Object.values(expressions).flatMap((value) => textsOf(value as Json)) : [];
}

function describe(expressions: Json): string {
  return textsOf(expressions).join(", ") || "known after apply";
}
