import type { Node, NodeObject } from "./node";
import { isNodeList, isNodeObject } from "./node";
import type { Reference } from "./reference";
import type { Resource } from "./resource";

/** A place that refers to something: by a reference, or by the same text as the thing's name. */
export interface Link {
  readonly from: Resource;
  /** The path without list positions: `rule.destination.bucket`. */
  readonly path: string;
}

interface ReferenceLink extends Link {
  readonly reference: Reference;
  /** Whether the expression picks an instance by `each.key` or `count.index`. */
  readonly keyed: boolean;
}

/** The attributes whose value others name a resource by. */
const IDENTITIES = ["id", "arn", "bucket", "name"] as const;

/** Who refers to whom. Built once, when first asked. */
export class Links {
  private readonly bySubject = new Map<string, Resource[]>();
  private readonly byReference = new Map<string, ReferenceLink[]>();
  private readonly byText = new Map<string, Link[]>();
  private readonly byIdentity = new Map<string, Resource[]>();
  private readonly toTarget = new Map<Resource, readonly Link[]>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) push(this.bySubject, subjectKey(resource), resource);
    for (const from of resources) {
      from.body.visit((path, references) => {
        const expanded = references.flatMap((reference) => from.body.scope.expand(reference));
        const keyed = expanded.some(({ root }) => root === "each" || root === "count");
        for (const reference of expanded) {
          push(this.byReference, subjectKey(reference), { from, path, reference, keyed });
        }
      });
      for (const identity of identitiesOf(from)) push(this.byIdentity, identity, from);
    }
    for (const from of resources) {
      texts(from.body.written, "", (path, text) => {
        if (this.byIdentity.has(text)) push(this.byText, text, { from, path });
      });
    }
  }

  /** The resources that a reference means. */
  resolve(reference: Reference, from?: Resource, keyed = false): readonly Resource[] {
    const all = this.bySubject.get(subjectKey(reference)) ?? [];
    const key = reference.key ?? (keyed ? from?.key : undefined);
    if (key === undefined || all.length === 0) return all;
    const instance = all.filter((resource) => resource.key === key);
    // One block stands for all its instances in configuration syntax, which has no keys.
    if (instance.length > 0 || all.some((resource) => resource.key !== undefined)) return instance;
    return all;
  }

  /** The resources that a value names. */
  named(text: string): readonly Resource[] {
    return this.byIdentity.get(text) ?? [];
  }

  /** All places that mean a resource. */
  to(target: Resource): readonly Link[] {
    let links = this.toTarget.get(target);
    if (links === undefined) {
      const all = this.byReference.get(subjectKey(target)) ?? [];
      links = [
        ...all.filter(({ from, reference, keyed }) => this.resolve(reference, from, keyed).includes(target)),
        // Its own name is such a text.
        ...identitiesOf(target).flatMap((identity) => this.byText.get(identity) as Link[]),
      ];
      this.toTarget.set(target, links);
    }
    return links;
  }
}

/** What others may call a resource by: its texts, unless they differ for each instance. */
function identitiesOf(resource: Resource): string[] {
  const written = resource.body.written as NodeObject;
  const values = IDENTITIES.map((name) => written[name]);
  const found = values.filter((value): value is string => typeof value === "string" && value !== "");
  return [...new Set(found)].filter((text) => !/\b(?:each|count)\./.test(text));
}

function subjectKey(of: { readonly module: string; readonly subject: string }): string {
  return `${of.module} ${of.subject}`;
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function texts(node: Node | undefined, path: string, visit: (path: string, text: string) => void): void {
  if (typeof node === "string") visit(path, node);
  else if (isNodeList(node)) for (const item of node) texts(item, path, visit);
  else if (isNodeObject(node)) {
    for (const [key, value] of Object.entries(node))
      texts(value, path === "" ? key : `${path}.${key}`, visit);
  }
}
