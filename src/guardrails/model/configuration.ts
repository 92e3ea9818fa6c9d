import { parseReference } from "../expressions/references";
import type { Json } from "./json";
import { isKeyed, type Link, Links } from "./links";
import type { Reference } from "./reference";
import type { Mode, Resource } from "./resource";

/** A variable of the root module. */
export interface Variable {
  readonly name: string;
  /** Its value in a plan. */
  readonly value?: Json;
  /** Its default; absent if it has to be given. */
  readonly default?: Json;
  readonly sensitive: boolean;
  /** The conditions its value must meet, as written. A plan does not hold them. */
  readonly validations: readonly string[];
}

/** What a configuration is read from. */
export type Kind = "configuration" | "plan" | "state";

/** What the readers make of a file. */
export interface Content {
  /** Where it comes from, for people. */
  readonly origin: string;
  readonly kind: Kind;
  /** The CDKTF stack's name, if the file says. */
  readonly stack?: string;
  readonly resources: readonly Resource[];
  readonly variables: ReadonlyMap<string, Variable>;
}

const NONE: readonly Resource[] = [];

/** A Terraform configuration, plan or state, with its references resolved both ways. */
export class Configuration implements Content {
  readonly origin: string;
  readonly kind: Kind;
  readonly stack?: string;
  readonly resources: readonly Resource[];
  readonly variables: ReadonlyMap<string, Variable>;
  private readonly byType = new Map<Mode, Map<string, Resource[]>>();
  private readonly byAddress = new Map<string, Resource>();
  private links: Links | undefined;

  constructor(content: Content) {
    this.origin = content.origin;
    this.kind = content.kind;
    if (content.stack !== undefined) this.stack = content.stack;
    this.resources = content.resources;
    this.variables = content.variables;
    for (const resource of content.resources) {
      this.byAddress.set(resource.address, resource);
      let ofMode = this.byType.get(resource.mode);
      if (ofMode === undefined) this.byType.set(resource.mode, (ofMode = new Map<string, Resource[]>()));
      const list = ofMode.get(resource.type);
      if (list === undefined) ofMode.set(resource.type, [resource]);
      else list.push(resource);
    }
  }

  /** The resources of a type, or of any of some types. */
  resourcesOfType(types: string | readonly string[], mode: Mode = "managed"): readonly Resource[] {
    const ofMode = this.byType.get(mode);
    if (ofMode === undefined) return NONE;
    if (typeof types === "string") return ofMode.get(types) ?? NONE;
    const found: Resource[] = [];
    for (const type of types) {
      const list = ofMode.get(type);
      if (list !== undefined) found.push(...list);
    }
    return found;
  }

  /** The resource (in a plan or state: the instance) at an address. */
  resource(address: string): Resource | undefined {
    return this.byAddress.get(address);
  }

  variable(name: string): Variable | undefined {
    return this.variables.get(name);
  }

  /**
   * The resources that a reference means: one, the instances of a block, or none if it is not in this file.
   * @param reference from a value, or as text (`aws_kms_key.data.arn`, `${aws_subnet.a[0].id}`) read in the root module
   */
  resolve(reference: Reference | string): readonly Resource[] {
    const parsed = typeof reference === "string" ? parseReference(reference) : reference;
    if (parsed === undefined) return [];
    return this.all().resolve({ module: "", ...parsed });
  }

  /** The resources that a resource refers to at a path, by reference or by the name that they carry. */
  targets(from: Resource, path: string): readonly Resource[] {
    const references = from.references(path);
    const keyed = isKeyed(from, references);
    const found = new Set<Resource>();
    for (const reference of references)
      for (const resource of this.all().resolve(reference, from, keyed)) found.add(resource);
    for (const item of from.items(path)) {
      if (item.kind !== "known" || typeof item.value !== "string") continue;
      for (const resource of this.all().named(item.value)) found.add(resource);
    }
    found.delete(from);
    return [...found];
  }

  /**
   * The resources that refer to one, by reference or by the name that it carries.
   * @param path only references at this path, without list positions: `access_logs.bucket`
   */
  referring(to: Resource | string, path?: string): readonly Resource[] {
    const target = typeof to === "string" ? this.resource(to) : to;
    if (target === undefined) return [];
    if (path === undefined) return this.linked(target, argumentsOf(this.resources), () => true);
    return this.linked(target, path.split(".", 1), (link) => link.path === path);
  }

  /** The resources that refer to one anywhere in an argument, `redrive_policy`, or in one of several. */
  referringIn(to: Resource, ...names: readonly string[]): readonly Resource[] {
    return this.linked(to, names, () => true);
  }

  /** The modules that are given a resource, and may make of it what the file does not say. */
  modulesReferring(to: Resource): readonly Resource[] {
    const modules = this.resourcesOfType("module", "module");
    return this.linked(to, argumentsOf(modules), ({ from }) => from.mode === "module");
  }

  private linked(
    target: Resource,
    names: readonly string[],
    counts: (link: Link) => boolean,
  ): readonly Resource[] {
    const found = new Set<Resource>();
    for (const argument of names) {
      for (const link of this.all().to(target, argument)) if (counts(link)) found.add(link.from);
    }
    found.delete(target);
    return [...found];
  }

  private all(): Links {
    this.links ??= new Links(this.resources);
    return this.links;
  }
}

const argumentsOf = (resources: readonly Resource[]): readonly string[] => [
  ...new Set(resources.flatMap(({ body }) => body.arguments)),
];
