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

/** What may be referred to by one name, and who does: by the argument that does it. */
interface Named<L extends Link> {
  readonly resources: Resource[];
  readonly links: Map<string, L[]>;
}

/** Who refers to whom. An argument is looked through in all resources when somebody first asks for it. */
export class Links {
  private readonly bySubject = new Map<string, Named<ReferenceLink>>();
  private readonly byIdentity = new Map<string, Named<Link>>();
  private readonly identities = new Map<Resource, readonly string[]>();
  private readonly indexed = new Set<string>();

  constructor(private readonly all: readonly Resource[]) {
    for (const resource of all) {
      name(this.bySubject, subjectKey(resource), resource);
      const identities = identitiesOf(resource);
      this.identities.set(resource, identities);
      for (const identity of identities) name(this.byIdentity, identity, resource);
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

  /** All places in an argument that mean a resource. */
  to(target: Resource, argument: string): readonly Link[] {
    this.index(argument);
    const found: Link[] = [];
    for (const link of this.bySubject.get(subjectKey(target))?.links.get(argument) ?? [])
      if (this.resolve(link.reference, link.from, link.keyed).includes(target)) found.push(link);
    // Its own name is such a text.
    for (const identity of this.identities.get(target) ?? [])
      found.push(...(this.byIdentity.get(identity)?.links.get(argument) ?? []));
    return found;
  }

  private index(argument: string): void {
    if (this.indexed.has(argument)) return;
    this.indexed.add(argument);
    for (const from of this.all) {
      from.body.visit(argument, {
        references: (found, path) => {
          this.refer({ from, path }, argument, from.body.scope.expand(found));
        },
        text: (text, path) => {
          push(this.byIdentity.get(text), argument, { from, path });
        },
      });
    }
  }

  private refer(link: Link, argument: string, references: readonly Reference[]): void {
    const keyed = isKeyed(link.from, references);
    for (const reference of references)
      push(this.bySubject.get(subjectKey(reference)), argument, { ...link, reference, keyed });
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
  if (named === undefined) map.set(key, { resources: [resource], links: new Map<string, L[]>() });
  else named.resources.push(resource);
}

function push<L extends Link>(named: Named<L> | undefined, argument: string, link: L): void {
  if (named === undefined) return;
  const links = named.links.get(argument);
  if (links === undefined) named.links.set(argument, [link]);
  else links.push(link);
}
