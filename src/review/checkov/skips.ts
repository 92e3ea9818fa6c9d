import { isObject } from "../../guardrails";

/** A check that does not count at one address, and why. */
export interface Skip {
  readonly check: string;
  readonly address: string;
  readonly reason: string;
}

const SKIP = /^checkov:skip=([A-Z0-9_]+):(.*)$/;

/**
 * The skips of a configuration: `checkov:skip=CHECK:reason` in the lists under `//` of its resources and
 * data sources.
 * @throws Error for a comment that begins like one and is none
 */
export function skipsOf(configuration: Readonly<Record<string, unknown>>): Skip[] {
  return (["resource", "data"] as const).flatMap((section) =>
    blocksOf(configuration[section]).flatMap(([type, named]) =>
      blocksOf(named).flatMap(([name, block]) => {
        const address = `${section === "data" ? "data." : ""}${type}.${name}`;
        return commentsOf(block).map((comment) => skipFrom(comment, address));
      }),
    ),
  );
}

function blocksOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function commentsOf(block: unknown): string[] {
  const comments: unknown[] = isObject(block) ? [block["//"]].flat() : [];
  return comments.filter(
    (comment): comment is string => typeof comment === "string" && comment.startsWith("checkov:"),
  );
}

function skipFrom(comment: string, address: string): Skip {
  const [, check, reason] = SKIP.exec(comment) ?? [];
  if (check === undefined || reason === undefined) {
    throw new Error(`${address}: "${comment}" is no skip: it has to be checkov:skip=CHECK:reason`);
  }
  return { check, address, reason };
}
