import type { Lookup } from "../expressions/evaluate";
import { evaluateJson } from "../expressions/evaluate";
import type { ParsedReference } from "../expressions/references";
import { parseReference, referencesIn } from "../expressions/references";
import type { Json, JsonObject } from "./json";
import { isList, isObject } from "./json";
import type { Node } from "./node";
import { isNodeList, isNodeObject, isUnknown, unknownsIn, walk } from "./node";
import type { Reference } from "./reference";
import { distinct } from "./reference";

/** Steps from a resource's body to a value. */
export type Path = readonly (string | number)[];

/** Where a reference at a path was found: the path without list positions. */
export type Visit = (path: string, references: readonly Reference[]) => void;

/** A module's view of its names: what a reference stands for, and what it comes to. */
export interface Scope {
  /** The address of the module, "" for the root. */
  readonly module: string;
  /** Missing where all values are final: in a plan and in a state nothing is left to evaluate. */
  readonly lookup?: Lookup;
  /** A reference and all it is made of, through locals, module inputs, module outputs and `for_each`. */
  expand(reference: Reference): readonly Reference[];
}

/** A resource's body: its values, and the references they are made of. */
export interface Source {
  readonly scope: Scope;
  /** The body as it stands in the file, for comparing texts. */
  readonly written: Node;
  node(path: Path): Node | undefined;
  /** The references at and below a path. */
  references(path: Path): readonly Reference[];
  /** All places that hold references, not yet expanded: for an index. */
  visit(visit: Visit): void;
}

const expandAll = (references: readonly Reference[], scope: Scope): readonly Reference[] =>
  distinct(references.flatMap((reference) => scope.expand(reference)));

/** A body in Terraform JSON configuration syntax, whose strings are templates. Evaluated only where asked. */
export class TemplateSource implements Source {
  private readonly evaluated = new Map<string, Node>();

  constructor(
    private readonly body: JsonObject,
    readonly scope: Scope & { readonly lookup: Lookup },
  ) {}

  get written(): Node {
    return this.body;
  }

  node(path: Path): Node | undefined {
    const [first] = path;
    if (first === undefined)
      return Object.fromEntries(Object.keys(this.body).map((key) => [key, this.top(key)]));
    return typeof first === "string" ? walk(this.top(first), path, 1) : undefined;
  }

  references(path: Path): readonly Reference[] {
    let json: Json | undefined = this.body;
    for (const step of path) {
      if (typeof json === "string") break;
      if (isList(json) && typeof step === "string") json = json.length === 1 ? json[0] : undefined;
      if (isList(json) && typeof step === "number") json = json[step];
      else if (isObject(json) && step !== 0) json = json[step];
    }
    const found: Reference[] = [];
    if (json !== undefined) this.visitIn(json, "", (_, references) => found.push(...references));
    return expandAll(found, this.scope);
  }

  visit(visit: Visit): void {
    for (const [key, value] of Object.entries(this.body)) {
      // `depends_on` and the like are references without the braces.
      if (key === "depends_on" && isList(value)) {
        const bare = value.map((item) => (typeof item === "string" ? parseReference(item) : undefined));
        const { module } = this.scope;
        visit(
          key,
          bare.flatMap((found) => (found === undefined ? [] : [{ ...found, module }])),
        );
      } else if (value !== undefined && key !== "//" && key !== "lifecycle") this.visitIn(value, key, visit);
    }
  }

  private top(key: string): Node | undefined {
    const json = this.body[key];
    if (json === undefined || json === null) return undefined;
    const known = this.evaluated.get(key);
    if (known !== undefined) return known;
    const node = evaluateJson(json, this.scope.lookup);
    this.evaluated.set(key, node);
    return node;
  }

  private visitIn(json: Json, path: string, visit: Visit): void {
    if (typeof json === "string") {
      const found = referencesIn(json);
      if (found.length > 0)
        visit(
          path,
          found.map((item) => ({ ...item, module: this.scope.module })),
        );
    } else if (isList(json)) for (const item of json) this.visitIn(item, path, visit);
    else if (isObject(json)) {
      for (const [key, value] of Object.entries(json)) {
        if (value !== undefined) this.visitIn(value, path === "" ? key : `${path}.${key}`, visit);
      }
    }
  }
}

/** A tree of values whose references are those of its unknown parts: a document, or a state's values. */
export class TreeSource implements Source {
  constructor(
    readonly written: Node,
    readonly scope: Scope,
  ) {}

  node(path: Path): Node | undefined {
    return walk(this.written, path);
  }

  references(path: Path): readonly Reference[] {
    return expandAll(this.unexpanded(this.node(path)), this.scope);
  }

  /** A state refers to nothing, and what is in documents is in no index. */
  visit(): void {
    return;
  }

  private unexpanded(node: Node | undefined): Reference[] {
    return unknownsIn(node).flatMap((unknown) =>
      unknown.references.map((text) => ({
        ...(parseReference(text) as ParsedReference),
        module: this.scope.module,
      })),
    );
  }
}

/** The JSON document that a value holds, if its content can be seen. */
export function documentSource(node: Node | undefined, scope: Scope): Source | undefined {
  if (isNodeObject(node) || isNodeList(node)) return new TreeSource(node, scope);
  if (isUnknown(node)) {
    if (node.decoded !== undefined) return new TreeSource(node.decoded, scope);
    const { lookup } = scope;
    if (lookup === undefined) return undefined;
    // JSON as text around expressions: read it as JSON first, its strings as templates then.
    const parsed = parse(node.expression);
    return parsed === undefined ? undefined : new TreeSource(evaluateJson(parsed, lookup), scope);
  }
  const parsed = typeof node === "string" ? parse(node) : undefined;
  return parsed === undefined ? undefined : new TreeSource(parsed, scope);
}

function parse(text: string): Json | undefined {
  try {
    const json = JSON.parse(text) as Json;
    return isObject(json) || isList(json) ? json : undefined;
  } catch {
    return undefined;
  }
}
