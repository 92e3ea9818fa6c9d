import type { Verdict } from "../../rule";
import { verdict } from "../../rule";

/** What has a place among others. */
export interface Placed {
  readonly what: string;
  readonly priority: number | "unknown" | undefined;
}

/** Whether all have a place, and no two the same. */
export function distinctPriorities(asked: readonly Placed[], all: readonly Placed[]): Verdict {
  const same = asked.flatMap(({ what, priority }) => {
    const others = all.filter((other) => other.what !== what && other.priority === priority);
    return typeof priority === "number" && others.length > 0
      ? [`priority ${priority} is that of ${others.map((other) => other.what).join(", ")} as well`]
      : [];
  });
  return verdict(
    [
      ...asked.filter(({ priority }) => priority === undefined).map(({ what }) => `${what} has no priority`),
      ...same,
    ],
    asked
      .filter(({ priority }) => priority === "unknown")
      .map(({ what }) => `the priority of ${what} cannot be seen`),
  );
}
