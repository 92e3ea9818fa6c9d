import { type Check, type Results } from "./report";
import { type Skip, skipsOf } from "./skips";
import { type View } from "./view";

/** A stack's configuration, and how checkov was given it. */
export interface Scanned {
  readonly configuration: Readonly<Record<string, unknown>>;
  readonly view: View;
}

/** A check that failed at an address. */
export interface Failure {
  readonly stack: string;
  readonly address: string;
  readonly check: string;
  readonly title: string;
}

/** One decision: a reason, and the checks that it answers. */
export interface Kind {
  readonly reason: string;
  /** Titles by check. */
  readonly checks: ReadonlyMap<string, string>;
  /** How many failures it excuses. */
  readonly failures: number;
}

/** What checkov says of all stacks, after the suppressions. */
export interface Opinion {
  readonly failures: readonly Failure[];
  /** What is suppressed, by reason: the reasons sorted. */
  readonly kinds: readonly Kind[];
  /** Suppressions of checks that do not fail. */
  readonly unused: readonly (Skip & { readonly stack: string })[];
  readonly unread: readonly string[];
  /** How many checks passed, by stack. */
  readonly passed: ReadonlyMap<string, number>;
}

/** @throws Error if a check is about something that is not where checkov says */
export function opinionOf(results: Results, stacks: ReadonlyMap<string, Scanned>): Opinion {
  const found = results.failed.map((check) => located(check, stacks));
  const skips = [...stacks].flatMap(([stack, { configuration }]) =>
    skipsOf(configuration).map((skip) => ({ ...skip, stack })),
  );
  const excused = (failure: Failure) => skips.filter((skip) => keyOf(skip) === keyOf(failure));
  const used = new Set(found.flatMap(excused));
  const kinds = new Map<string, { checks: Map<string, string>; failures: number }>();
  for (const failure of found) {
    for (const { reason } of excused(failure)) {
      const kind = kinds.get(reason) ?? { checks: new Map<string, string>(), failures: 0 };
      kind.checks.set(failure.check, failure.title);
      kind.failures += 1;
      kinds.set(reason, kind);
    }
  }
  return {
    failures: found.filter((failure) => excused(failure).length === 0),
    kinds: [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([reason, kind]) => ({ reason, ...kind })),
    unused: skips.filter((skip) => !used.has(skip)),
    unread: results.unread,
    passed: new Map(
      [...stacks.keys()].map((stack) => [
        stack,
        results.passed.filter((check) => stackOf(check) === stack).length,
      ]),
    ),
  };
}

const keyOf = ({ stack, address, check }: { stack: string; address: string; check: string }) =>
  `${stack} ${address} ${check}`;

/** Checkov is given a folder for each stack. */
const stackOf = ({ file_path }: Check): string => file_path.split("/")[1] ?? "";

/** Checkov's own checks name a block without its type, so that the line has to tell. */
function located(check: Check, stacks: ReadonlyMap<string, Scanned>): Failure {
  const stack = stackOf(check);
  const address = stacks.get(stack)?.view.addresses[check.file_line_range[1] - 2];
  const name = check.resource.split(".").at(-1);
  if (address === undefined || address.split(".").at(-1) !== name) {
    throw new Error(
      `checkov has ${check.check_id} against ${check.resource} in lines ${check.file_line_range.join(" to ")} of ${check.file_path}, where ${address ?? "nothing"} is`,
    );
  }
  return { stack, address, check: check.check_id, title: check.check_name };
}
