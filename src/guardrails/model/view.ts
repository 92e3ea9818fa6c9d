import type { Json } from "./json";
import type { Node } from "./node";
import { isKnown, isNodeList, isNodeObject, isUnknown, unknownsIn, walk } from "./node";
import type { Reference } from "./reference";
import type { Path, Source } from "./source";
import { documentSource } from "./source";

/**
 * What a rule sees at a path.
 * - `known`: the value is in the file, or follows from it (variables by their default or planned value).
 * - `unknown`: only Terraform or AWS can tell; `expression` says what is written, for people.
 * - `absent`: not written (or null). What the provider then fills in is the rule's to know.
 */
export type Value =
  | { readonly kind: "known"; readonly value: Json }
  | { readonly kind: "unknown"; readonly expression: string; readonly references: readonly Reference[] }
  | { readonly kind: "absent" };

const ABSENT: Value = { kind: "absent" };

/** Paths taken apart: rules ask each of many resources. */
const taken = new Map<string, Path>([["", []]]);

function stepsOf(path: string | Path): Path {
  if (typeof path !== "string") return path;
  let steps = taken.get(path);
  if (steps === undefined) taken.set(path, (steps = path.split(".")));
  return steps;
}

/** A resource, or a block in one, as rules see it. Paths are names with dots (`access_logs.bucket`) or lists of steps. */
export class View {
  /**
   * @param base the steps from the source to what is seen
   * @param seen what is there; a view of the whole source asks the source itself, step by step
   */
  constructor(
    protected readonly source: Source,
    protected readonly base: Path = [],
    private readonly seen?: Node,
  ) {}

  /** The value at a path; a block may be written as an object or as a list of one. */
  get(path: string | Path): Value {
    const node = this.node(path);
    if (node === undefined || node === null) return ABSENT;
    return isKnown(node) ? { kind: "known", value: node as Json } : this.unknown(node, path);
  }

  /** All references at a path (default: everywhere), followed through locals, module inputs and outputs. */
  references(path: string | Path = ""): readonly Reference[] {
    return this.source.references(this.at(path));
  }

  /**
   * The blocks at a path, none if absent. Blocks that cannot be seen are one view whose every value is unknown,
   * so that a rule that asks each block never takes them for compliant.
   */
  blocks(path: string | Path): readonly View[] {
    const node = this.node(path);
    const all: View[] = [];
    if (isNodeList(node)) {
      const here = this.at(path);
      for (let i = 0; i < node.length; i += 1) all.push(new View(this.source, [...here, i], node[i]));
    } else if (isNodeObject(node) || isUnknown(node)) all.push(new View(this.source, this.at(path), node));
    const dynamic = this.node("dynamic");
    if (dynamic === undefined) return all;
    const steps = [...stepsOf(path), "content"];
    const content = walk(dynamic, steps);
    if (content !== undefined) all.push(new View(this.source, [...this.base, "dynamic", ...steps], content));
    return all;
  }

  /** The elements of a list, one by one: a list that is partly known keeps what is known. A lone value is one. */
  items(path: string | Path): readonly Value[] {
    const node = this.node(path);
    if (node === undefined || node === null) return [];
    if (!isNodeList(node)) return [this.get(path)];
    const all: Value[] = [];
    for (let i = 0; i < node.length; i += 1) {
      const item = node[i] as Node;
      if (isKnown(item)) {
        if (item !== null) all.push({ kind: "known", value: item as Json });
      } else all.push(this.unknown(item, path, i));
    }
    return all;
  }

  /** The value as a boolean, `otherwise` if absent; "unknown" if it cannot be told. */
  flag(path: string | Path, otherwise: boolean): boolean | "unknown" {
    const node = this.node(path);
    if (node === undefined || node === null) return otherwise;
    return isKnown(node) ? node === true || node === "true" : "unknown";
  }

  /** The value as a number, `otherwise` if absent; "unknown" if it cannot be told. */
  number<T>(path: string | Path, otherwise: T): number | T | "unknown" {
    const value = this.get(path);
    if (value.kind === "absent") return otherwise;
    const number = value.kind === "known" ? Number(value.value) : Number.NaN;
    return Number.isNaN(number) ? "unknown" : number;
  }

  /** The value as text, undefined if absent, empty or unknown. Ask `get` where unknown makes a difference. */
  text(path: string | Path): string | undefined {
    const node = this.node(path);
    return typeof node === "string" || typeof node === "number" ? String(node) || undefined : undefined;
  }

  /**
   * A JSON document at a path (a policy, a dashboard): a JSON string, one with expressions inside its strings, or
   * `jsonencode(...)` with parts that are unknown. Undefined if absent or its content cannot be seen.
   */
  json(path: string | Path): View | undefined {
    const source = documentSource(this.node(path), this.source.scope);
    return source === undefined ? undefined : new View(source);
  }

  /** The names of what is written here. */
  keys(): readonly string[] {
    const node = this.node("");
    return isNodeObject(node) ? Object.keys(node) : [];
  }

  private at(path: string | Path): Path {
    const steps = stepsOf(path);
    return this.base.length === 0 ? steps : [...this.base, ...steps];
  }

  private node(path: string | Path): Node | undefined {
    const steps = stepsOf(path);
    return this.base.length === 0 ? this.source.node(steps) : walk(this.seen, steps);
  }

  private unknown(node: Node, path: string | Path, position?: number): Value {
    const expression = isUnknown(node)
      ? node.expression
      : unknownsIn(node)
          .map((part) => part.expression)
          .join(", ");
    return new UnknownValue(expression, () =>
      this.source.references(position === undefined ? this.at(path) : [...this.at(path), position]),
    );
  }
}

/** What most rules ask only for its expression: references are looked for when asked. */
class UnknownValue {
  readonly kind = "unknown";
  private found?: readonly Reference[];

  constructor(
    readonly expression: string,
    private readonly find: () => readonly Reference[],
  ) {}

  get references(): readonly Reference[] {
    return (this.found ??= this.find());
  }
}
