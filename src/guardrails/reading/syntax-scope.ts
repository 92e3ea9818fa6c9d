import type { Lookup } from "../expressions/evaluate";
import { evaluateJson } from "../expressions/evaluate";
import type { Variable } from "../model/configuration";
import type { Json, JsonObject } from "../model/json";
import type { Node } from "../model/node";
import { eachText, walk } from "../model/node";
import type { Reference } from "../model/reference";
import { distinct, referenceKey, referencesInRoot } from "../model/reference";
import type { Scope } from "../model/source";

/** A step of a reference: `.name`, `[0]`, `["key"]`. */
const STEP = /\[(\d+|"(?:[^"\\]|\\.)*")\]|\.?[^.[]+/g;

/** The names of a file in configuration syntax: one module, the root. */
export class SyntaxScope implements Scope {
  readonly module = "";
  private readonly evaluating = new Set<string>();
  private readonly evaluated = new Map<string, Node | undefined>();

  private readonly hasLocals: boolean;

  constructor(
    private readonly variables: ReadonlyMap<string, Variable>,
    private readonly locals: JsonObject,
    private readonly bodies: ReadonlyMap<string, JsonObject>,
  ) {
    this.hasLocals = Object.keys(locals).length > 0;
  }

  /** The scope inside one resource, where `each.value` stands for its `for_each`. */
  of(body: JsonObject): Scope & { readonly lookup: Lookup } {
    const each = body.for_each;
    if (each === undefined) return this;
    return {
      module: "",
      lookup: this.lookup,
      expand: (references) =>
        this.expand(
          references.flatMap((found) =>
            found.subject === "each.value" ? [found, ...inside(each)] : [found],
          ),
        ),
    };
  }

  readonly lookup: Lookup = (reference) => {
    const { root, subject, attribute, text } = reference;
    if (root === "resource" || root === "data") return this.ofResource(subject, attribute, text);
    if (root === "var")
      return this.step(this.variables.get(subject.slice(4))?.default, text.slice(subject.length));
    if (root === "local")
      return this.once(subject, this.locals[subject.slice(6)], text.slice(subject.length));
    return undefined;
  };

  expand(references: readonly Reference[]): readonly Reference[] {
    return this.hasLocals ? references.flatMap((reference) => this.follow(reference, new Set())) : references;
  }

  private follow(reference: Reference, seen: ReadonlySet<string>): readonly Reference[] {
    const local = reference.root === "local" ? this.locals[reference.subject.slice(6)] : undefined;
    const key = referenceKey(reference);
    if (local === undefined || seen.has(key)) return [reference];
    const deeper = new Set([...seen, key]);
    return distinct([reference, ...inside(local).flatMap((found) => this.follow(found, deeper))]);
  }

  private ofResource(subject: string, attribute: string, text: string): Node | undefined {
    const end = attribute.search(/[.[]/);
    const argument = end === -1 ? attribute : attribute.slice(0, end);
    const body = this.bodies.get(subject);
    const json = body?.[argument];
    if (body === undefined || json === undefined || text[subject.length] === "[") return undefined;
    // What repeats differs from instance to instance.
    if (body.count !== undefined || body.for_each !== undefined) return undefined;
    return this.once(`${subject}.${argument}`, json, attribute.slice(argument.length)) ?? undefined;
  }

  /** Evaluates a value once; what refers to itself is unknown. */
  private once(name: string, json: Json | undefined, attribute: string): Node | undefined {
    if (json === undefined || this.evaluating.has(name)) return undefined;
    if (!this.evaluated.has(name)) {
      this.evaluating.add(name);
      this.evaluated.set(name, evaluateJson(json, this.lookup));
      this.evaluating.delete(name);
    }
    return this.step(this.evaluated.get(name), attribute);
  }

  private step(value: Node | undefined, attribute: string): Node | undefined {
    if (attribute === "") return value;
    if (/\[[*?]\]/.test(attribute)) return undefined;
    const path = [...attribute.matchAll(STEP)].map(([step, index]) =>
      index === undefined ? step.replace(".", "") : (JSON.parse(index) as string | number),
    );
    return walk(value, path);
  }
}

/** All references written in a value, read in the root module. */
function inside(json: Json): Reference[] {
  const found: Reference[] = [];
  eachText(json, "", (text) => found.push(...referencesInRoot(text)));
  return found;
}
