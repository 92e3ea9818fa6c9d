import { cronProblem } from "../events/schedule-expression";

/** How the smallest number of tasks changes with the hour. */
export interface ScheduledFloors {
  /** The time zone of `at`, e.g. `America/New_York`: daylight saving time is followed. */
  readonly timezone: string;
  /** By name, e.g. `business-hours` and `night`: two at least, since a floor stays until the next. */
  readonly floors: Readonly<Record<string, ScheduledFloor>>;
}

export interface ScheduledFloor {
  /** When it begins, e.g. `cron(0 7 ? * MON-FRI *)`. */
  readonly at: string;
  /** The smallest number of tasks from then on. */
  readonly minimum: number;
}

/** All problems of a schedule for a service with `minimum` to `maximum` tasks. */
export function scheduleProblems(
  { timezone, floors }: ScheduledFloors,
  { minimum, maximum }: { readonly minimum: number; readonly maximum: number },
): string[] {
  const problems: string[] = [];
  if (!isTimezone(timezone))
    problems.push(`timezone "${timezone}" is not known: a name such as America/New_York or UTC is allowed`);
  const named = Object.entries(floors);
  if (named.length < 2)
    problems.push(
      `there are ${named.length} floors: at least 2 are needed, one that raises and one that lowers`,
    );
  for (const [name, floor] of named) {
    const wrong = cronProblem(floor.at);
    if (wrong !== undefined) problems.push(`floors.${name}: ${wrong}`);
    if (!Number.isInteger(floor.minimum) || floor.minimum < minimum || floor.minimum > maximum)
      problems.push(
        `floors.${name}.minimum is ${floor.minimum}: a whole number from minimum (${minimum}) to maximum (${maximum}) is allowed`,
      );
  }
  return problems;
}

/** A name of the IANA database: offsets such as +01:00 are none, and AWS does not take them. */
function isTimezone(name: string): boolean {
  if (WELL_KNOWN.includes(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Known without ICU, whose tables take longer to load than a small stack to synthesize. */
const WELL_KNOWN: readonly string[] = ["UTC", "America/New_York"];
