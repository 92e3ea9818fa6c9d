import type { Json } from "./json";
import type { Node } from "./node";
import { asJson, isNodeList, isNodeObject, isUnknown, unknownsIn } from "./node";
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

/** A resource, or a block in one, as rules see it. Paths are names with dots (`access_logs.bucket`) or lists of steps. */
export class View {
  constructor(
    protected readonly source: Source,
    protected readonly base: Path = [],
  ) {}

  /** The value at a path; a block may be written as an object or as a list of one. */
  get(path: string | Path): Value {
    return this.valueOf(this.node(path), this.at(path));
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
    const here = this.at(path);
    const steps = here.slice(this.base.length);
    const all = isNodeList(node) ? node.map((_, i) => new View(this.source, [...here, i])) : [];
    if (isNodeObject(node) || isUnknown(node)) all.push(new View(this.source, here));
    const dynamic = this.source.node([...this.base, "dynamic", ...steps, "content"]);
    if (dynamic !== undefined)
      all.push(new View(this.source, [...this.base, "dynamic", ...steps, "content"]));
    return all;
  }

  /** The elements of a list, one by one: a list that is partly known keeps what is known. A lone value is one. */
  items(path: string | Path): readonly Value[] {
    const node = this.node(path);
    const here = this.at(path);
    if (node === undefined || node === null) return [];
    if (!isNodeList(node)) return [this.valueOf(node, here)];
    return node.map((item, i) => this.valueOf(item, [...here, i])).filter((item) => item.kind !== "absent");
  }

  /** The value as a boolean, `otherwise` if absent; "unknown" if it cannot be told. */
  flag(path: string | Path, otherwise: boolean): boolean | "unknown" {
    const value = this.get(path);
    if (value.kind === "absent") return otherwise;
    if (value.kind === "unknown") return "unknown";
    return value.value === true || value.value === "true";
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
    const value = this.get(path);
    const known = value.kind === "known" ? value.value : undefined;
    return typeof known === "string" || typeof known === "number" ? String(known) || undefined : undefined;
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
    const node = this.source.node(this.base);
    return isNodeObject(node) ? Object.keys(node) : [];
  }

  private at(path: string | Path): Path {
    if (path === "") return this.base;
    return [...this.base, ...(typeof path === "string" ? path.split(".") : path)];
  }

  private node(path: string | Path): Node | undefined {
    return this.source.node(this.at(path));
  }

  private valueOf(node: Node | undefined, at: Path): Value {
    if (node === undefined || node === null) return ABSENT;
    const value = asJson(node);
    if (value !== undefined) return { kind: "known", value };
    const parts = unknownsIn(node);
    const expression = parts.map((part) => part.expression).join(", ");
    return { kind: "unknown", expression, references: this.source.references(at) };
  }
}
