import type { Json } from "./json";

const UNKNOWN = Symbol("unknown");

/** A value that the file does not hold: an expression whose result only Terraform or AWS knows. */
export interface Unknown {
  readonly [UNKNOWN]: true;
  /** What is written, for people. */
  readonly expression: string;
  /** The references in it, as text (`aws_kms_key.data.arn`). */
  readonly references: readonly string[];
  /** The content of a `jsonencode(...)` whose leaves are only partly known. */
  readonly decoded: Node | undefined;
}

export function makeUnknown(expression: string, references: readonly string[] = [], decoded?: Node): Unknown {
  return { [UNKNOWN]: true, expression, references, decoded };
}

export function isUnknown(node: unknown): node is Unknown {
  return typeof node === "object" && node !== null && UNKNOWN in node;
}

/** JSON in which any part may be unknown. */
export type Node = string | number | boolean | null | Unknown | readonly Node[] | NodeObject;

/** An object whose values may be unknown. */
export interface NodeObject {
  readonly [key: string]: Node | undefined;
}

export function isNodeList(node: Node | undefined): node is readonly Node[] {
  return Array.isArray(node);
}

export function isNodeObject(node: Node | undefined): node is NodeObject {
  return typeof node === "object" && node !== null && !Array.isArray(node) && !isUnknown(node);
}

/** Every unknown part of a node, depth first. */
export function unknownsIn(node: Node | undefined): Unknown[] {
  if (isUnknown(node)) return [node];
  if (isNodeList(node)) return node.flatMap(unknownsIn);
  return isNodeObject(node) ? Object.values(node).flatMap(unknownsIn) : [];
}

/** The node as plain JSON, or undefined if any part of it is unknown. */
export function asJson(node: Node): Json | undefined {
  return isKnown(node) ? (node as Json) : undefined;
}

/** Whether no part is unknown. Asked of every value that a rule reads: it makes no list of what it finds. */
export function isKnown(node: Node | undefined): boolean {
  if (typeof node !== "object" || node === null) return true;
  if (UNKNOWN in node) return false;
  if (isNodeList(node)) return node.every(isKnown);
  for (const key in node) if (!isKnown(node[key])) return false;
  return true;
}

/**
 * Follows a path of names through objects, lists and blocks. A block may be written as an object or as a list of
 * one; a name applied to a list of several is unknown, since no single answer is right (use the blocks one by one).
 * @param from the step to begin with
 */
export function walk(node: Node | undefined, path: readonly (string | number)[], from = 0): Node | undefined {
  let here = node;
  for (let i = from; i < path.length; i += 1) {
    if (typeof here !== "object" || here === null) return undefined;
    const step = path[i] as string | number;
    if (isNodeList(here)) {
      if (typeof step === "number") {
        here = here[step];
        continue;
      }
      if (here.length > 1) return makeUnknown(`one of ${here.length} blocks`);
      const only: Node | undefined = here[0];
      here = isUnknown(only) ? only : isNodeObject(only) ? only[step] : undefined;
    } else if (isUnknown(here)) return here;
    else here = typeof step === "string" ? here[step] : step === 0 ? here : undefined;
  }
  return here ?? undefined;
}

/** Visits every text in a node, with its path without list positions: `rule.destination.bucket`. */
export function eachText(
  node: Node | undefined,
  path: string,
  visit: (text: string, path: string) => void,
): void {
  if (typeof node === "string") visit(node, path);
  else if (isNodeList(node)) for (const item of node) eachText(item, path, visit);
  else if (isNodeObject(node)) {
    for (const key in node) {
      const value = node[key];
      // What holds no text needs no path: most arguments are numbers and flags, or null.
      if (typeof value !== "string" && (typeof value !== "object" || value === null)) continue;
      const here = path === "" ? key : `${path}.${key}`;
      if (typeof value === "string") visit(value, here);
      else eachText(value, here, visit);
    }
  }
}
