import { callOf, moduleNames } from "../model/address";
import type { Json } from "../model/json";
import { member } from "../model/json";
import type { Reference } from "../model/reference";
import { distinct, referenceKey } from "../model/reference";
import type { Scope } from "../model/source";
import { referencesOf } from "./plan-source";

/** What the source says of a module, from the plan's `configuration.root_module` on. */
export function moduleAt(root: Json | undefined, module: string): Json | undefined {
  return moduleNames(module).reduce((here, name) => member(here, "module_calls", name, "module"), root);
}

/** The names of one module instance of a plan. */
export class PlanScope implements Scope {
  /**
   * @param module the instance's address, "" for the root
   * @param root the plan's `configuration.root_module`
   * @param modules the addresses of all module instances
   * @param forEach the `for_each_expression` of the resource whose scope it is
   */
  constructor(
    readonly module: string,
    private readonly root: Json | undefined,
    private readonly modules: ReadonlySet<string>,
    private readonly forEach?: Json,
  ) {}

  expand(references: readonly Reference[]): readonly Reference[] {
    return references.flatMap((reference) => this.follow(reference, new Set()));
  }

  private follow(reference: Reference, seen: ReadonlySet<string>): readonly Reference[] {
    const key = referenceKey(reference);
    if (seen.has(key)) return [reference];
    const deeper = new Set([...seen, key]);
    const behind = this.behind(reference).flatMap((found) => this.follow(found, deeper));
    return distinct([reference, ...behind]);
  }

  /** What a reference stands for, one step on. */
  private behind(reference: Reference): Reference[] {
    const { module, root, subject, attribute } = reference;
    if (subject === "each.value" && module === this.module) return this.read(this.forEach, module);
    if (root === "var") return this.input(module, subject.slice("var.".length));
    const output = attribute.split(/[.[]/)[0];
    if (root !== "module" || output === undefined || output === "") return [];
    return this.instances(reference).flatMap((instance) =>
      this.read(member(moduleAt(this.root, instance), "outputs", output, "expression"), instance),
    );
  }

  /** What the call of a module gives to an input. */
  private input(module: string, name: string): Reference[] {
    const call = callOf(module);
    if (call === undefined) return [];
    const calling = moduleAt(this.root, call.parent);
    return this.read(member(calling, "module_calls", call.name, "expressions", name), call.parent);
  }

  private instances({ module, subject, key }: Reference): string[] {
    const base = module === "" ? subject : `${module}.${subject}`;
    if (key !== undefined) return [`${base}[${JSON.stringify(key)}]`];
    const all = [...this.modules].filter(
      (instance) => instance.startsWith(`${base}[`) && !instance.includes("].", base.length),
    );
    return all.length > 0 ? all : [base];
  }

  private read(expression: Json | undefined, module: string): Reference[] {
    return referencesOf(expression).map((found) => ({ ...found, module }));
  }
}
