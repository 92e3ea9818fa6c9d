import type { ParsedReference } from "../expressions/references";

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
  return [...new Map(references.map((reference) => [referenceKey(reference), reference])).values()];
}
