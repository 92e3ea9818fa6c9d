import type { Lookup } from "../expressions/evaluate";
import { evaluateJson } from "../expressions/evaluate";
import type { ParsedReference } from "../expressions/references";
import { parseReference } from "../expressions/references";
import type { Json, JsonObject } from "./json";
import { isList, isObject } from "./json";
import type { Node, NodeObject } from "./node";
import { eachText, isNodeList, isNodeObject, isUnknown, unknownsIn, walk } from "./node";
import type { Reference } from "./reference";
import { distinct, referencesInRoot } from "./reference";

/** Steps from a resource's body to a value. */
export type Path = readonly (string | number)[];

/** What is told of a body, for an index. Paths are without list positions: `rule.destination.bucket`. */
export interface Visitor {
  /** References as they are written, not yet expanded. */
  readonly references: (found: readonly Reference[], path: string) => void;
  /** A text as it stands in the file. */
  readonly text: (text: string, path: string) => void;
}

/** A module's view of its names: what a reference stands for, and what it comes to. */
export interface Scope {
  /** The address of the module, "" for the root. */
  readonly module: string;
  /** Missing where all values are final: in a plan and in a state nothing is left to evaluate. */
  readonly lookup?: Lookup;
  /**
   * References and all they are made of, through locals, module inputs, module outputs and `for_each`: the same list
   * if that is nothing else.
   */
  expand(references: readonly Reference[]): readonly Reference[];
}

/** A resource's body: its values, and the references they are made of. */
export interface Source {
  readonly scope: Scope;
  /** The body as it stands in the file. */
  readonly written: Node;
  node(path: Path): Node | undefined;
  /** The references at and below a path. */
  references(path: Path): readonly Reference[];
  /** The names of its arguments and blocks. */
  readonly arguments: readonly string[];
  /** Tells all places in one of its arguments that hold references or text. */
  visit(argument: string, visitor: Visitor): void;
}

/** Arguments whose texts are no templates: comments, settings of Terraform's own, bare references. */
const NO_TEMPLATES: readonly string[] = ["//", "lifecycle", "depends_on"];

/** A body of the root module in configuration syntax, whose strings are templates. Evaluated only where asked. */
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
    const first = path[0];
    if (first === undefined)
      return Object.fromEntries(Object.keys(this.body).map((key) => [key, this.top(key)]));
    const top = typeof first === "string" ? this.top(first) : undefined;
    return path.length === 1 ? (top ?? undefined) : walk(top, path, 1);
  }

  references(path: Path): readonly Reference[] {
    let json: Json | undefined = this.body;
    for (const step of path) {
      if (typeof json === "string") break;
      if (isList(json) && typeof step === "string") json = json.length === 1 ? json[0] : undefined;
      if (isList(json) && typeof step === "number") json = json[step];
      else if (isObject(json) && step !== 0) json = json[step];
    }
    if (typeof json === "string") return this.expanded(referencesInRoot(json));
    const found: Reference[] = [];
    eachText(json, "", (text) => found.push(...referencesInRoot(text)));
    return this.expanded(distinct(found));
  }

  get arguments(): readonly string[] {
    return Object.keys(this.body);
  }

  visit(argument: string, { references, text: tell }: Visitor): void {
    const json = this.body[argument];
    if (json === undefined) return;
    if (NO_TEMPLATES.includes(argument)) eachText(json, argument, tell);
    else {
      eachText(json, argument, (text, path) => {
        const found = referencesInRoot(text);
        if (found.length > 0) references(found, path);
        tell(text, path);
      });
    }
    if (argument !== "depends_on") return;
    eachText(json, argument, (text, path) => {
      const bare = parseReference(text);
      if (bare !== undefined) references([{ ...bare, module: "" }], path);
    });
  }

  private expanded(found: readonly Reference[]): readonly Reference[] {
    const all = this.scope.expand(found);
    return all === found ? found : distinct(all);
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
    return distinct(this.scope.expand(this.unexpanded(this.node(path))));
  }

  get arguments(): readonly string[] {
    return Object.keys(this.written as NodeObject);
  }

  /** A state refers to nothing, and what is in documents is in no index. */
  visit(argument: string, { text }: Visitor): void {
    eachText(walk(this.written, [argument]), argument, text);
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

/** The object or the list that a text is as JSON. */
function parse(text: string): Json | undefined {
  // References are tried more often than JSON, and an error costs more than this.
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}
