import { type ParsedReference, referencesIn } from "../expressions/references";

/** A reference with where it is written, so that it means one thing in the whole configuration. */
export interface Reference extends ParsedReference {
  /** The address of the module it is to be read in, "" for the root: `module.logs["access"]`. */
  readonly module: string;
}

/** The same reference in other words gives the same key. */
export function referenceKey(reference: Reference): string {
  return `${reference.module} ${reference.text}`;
}

/** Each reference once. */
export function distinct(references: readonly Reference[]): readonly Reference[] {
  if (references.length < 2) return references;
  const byKey = new Map<string, Reference>();
  for (const reference of references) byKey.set(referenceKey(reference), reference);
  return byKey.size === references.length ? references : [...byKey.values()];
}

const NONE: readonly Reference[] = [];
const inRoot = new Map<string, readonly Reference[]>();

/** The references in a template of the root module, each once. */
export function referencesInRoot(template: string): readonly Reference[] {
  // Asked of every text: most have no brace at all.
  if (!template.includes("{")) return NONE;
  let located = inRoot.get(template);
  if (located === undefined) {
    located = distinct(referencesIn(template).map((found) => ({ ...found, module: "" })));
    inRoot.set(template, located);
  }
  return located;
}
