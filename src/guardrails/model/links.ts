import type { NodeObject } from "./node";
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

/** What may be referred to by one name, and who does. */
interface Named<L extends Link> {
  readonly resources: Resource[];
  readonly links: L[];
}

/** Who refers to whom. Built once, when first asked. */
export class Links {
  private readonly bySubject = new Map<string, Named<ReferenceLink>>();
  private readonly byIdentity = new Map<string, Named<Link>>();
  private readonly toTarget = new Map<Resource, readonly Link[]>();

  constructor(resources: readonly Resource[]) {
    for (const resource of resources) {
      name(this.bySubject, subjectKey(resource), resource);
      for (const identity of identitiesOf(resource)) name(this.byIdentity, identity, resource);
    }
    for (const from of resources) {
      from.body.visit({
        references: (found, path) => {
          this.refer(from, path, from.body.scope.expand(found));
        },
        text: (text, path) => this.byIdentity.get(text)?.links.push({ from, path }),
      });
    }
  }

  /** The resources that a reference means. */
  resolve(reference: Reference, from?: Resource, keyed = false): readonly Resource[] {
    const all = this.bySubject.get(subjectKey(reference))?.resources ?? [];
    const key = reference.key ?? (keyed ? from?.key : undefined);
    if (key === undefined || all.length === 0) return all;
    const instance = all.filter((resource) => resource.key === key);
    // One block stands for all its instances in configuration syntax, which has no keys.
    if (instance.length > 0 || all.some((resource) => resource.key !== undefined)) return instance;
    return all;
  }

  /** The resources that a value names. */
  named(text: string): readonly Resource[] {
    return this.byIdentity.get(text)?.resources ?? [];
  }

  /** All places that mean a resource. */
  to(target: Resource): readonly Link[] {
    let links = this.toTarget.get(target);
    if (links === undefined) {
      const all = this.bySubject.get(subjectKey(target))?.links ?? [];
      links = [
        ...all.filter(({ from, reference, keyed }) => this.resolve(reference, from, keyed).includes(target)),
        // Its own name is such a text.
        ...identitiesOf(target).flatMap((identity) => this.byIdentity.get(identity)?.links ?? []),
      ];
      this.toTarget.set(target, links);
    }
    return links;
  }

  private refer(from: Resource, path: string, references: readonly Reference[]): void {
    const keyed = isKeyed(from, references);
    for (const reference of references) {
      this.bySubject.get(subjectKey(reference))?.links.push({ from, path, reference, keyed });
    }
  }
}

/** Whether the expression of an instance picks another by its own key. */
export function isKeyed(from: Resource, references: readonly Reference[]): boolean {
  return from.key !== undefined && references.some(({ root }) => root === "each" || root === "count");
}

/** What others may call a resource by: its texts, unless they differ for each instance. */
function identitiesOf(resource: Resource): string[] {
  const written = resource.body.written as NodeObject;
  const found: string[] = [];
  for (const attribute of IDENTITIES) {
    const text = written[attribute];
    if (typeof text !== "string" || text === "" || found.includes(text)) continue;
    if (!/\b(?:each|count)\./.test(text)) found.push(text);
  }
  return found;
}

/** In the root, where most are, a subject is its own key. */
function subjectKey({ module, subject }: { readonly module: string; readonly subject: string }): string {
  return module === "" ? subject : `${module} ${subject}`;
}

function name<L extends Link>(map: Map<string, Named<L>>, key: string, resource: Resource): void {
  const named = map.get(key);
  if (named === undefined) map.set(key, { resources: [resource], links: [] });
  else named.resources.push(resource);
}
