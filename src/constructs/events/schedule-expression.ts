/** One of the six fields of a cron expression. */
interface Field {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  /** Names for the numbers from `from` on. */
  readonly names?: readonly string[];
  /** What else it may be, beside `*`, numbers, ranges, steps and lists of these. */
  readonly special?: RegExp;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/**
 * EventBridge user guide, "Cron expressions reference"; Application Auto Scaling user guide, "Schedule
 * recurring scaling actions using cron expressions", has the same fields.
 */
const FIELDS: readonly Field[] = [
  { name: "minutes", from: 0, to: 59 },
  { name: "hours", from: 0, to: 23 },
  { name: "day of month", from: 1, to: 31, special: /^(\?|L|LW|([1-9]|[12]\d|3[01])W)$/ },
  { name: "month", from: 1, to: 12, names: MONTHS },
  {
    name: "day of week",
    from: 1,
    to: 7,
    names: DAYS,
    special: /^(\?|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)?L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5])$/,
  },
  { name: "year", from: 1970, to: 2199 },
];

const CRON = /^cron\((.*)\)$/;
const RATE = /^rate\(([1-9]\d*) (minutes?|hours?|days?)\)$/;

/** The problem of a rule's schedule, `cron(...)` or `rate(...)`; `undefined` if EventBridge accepts it. */
export function scheduleProblem(expression: string): string | undefined {
  if (!expression.startsWith("rate(")) return cronProblem(expression);
  const [, count, unit] = RATE.exec(expression) ?? [];
  // AWS takes "1 day" and "2 days", and refuses "1 days" and "2 day".
  if (unit !== undefined && (count === "1") !== unit.endsWith("s")) return undefined;
  return `"${expression}" is no schedule: rate(1 day), rate(12 hours) and the like are allowed`;
}

/** The problem of a cron expression; `undefined` if AWS accepts it. */
export function cronProblem(expression: string): string | undefined {
  const texts = CRON.exec(expression)?.[1]?.split(" ") ?? [];
  const wrong = FIELDS.flatMap((field, index) => fieldProblem(field, texts[index] ?? "") ?? []);
  const [, , dayOfMonth, , dayOfWeek] = texts;
  if (texts.length !== FIELDS.length) {
    return `"${expression}" is no schedule: cron(${FIELDS.map(({ name }) => name.replaceAll(" ", "-")).join(" ")}) is allowed, e.g. cron(0 2 * * ? *)`;
  }
  if ((dayOfMonth === "?") === (dayOfWeek === "?"))
    wrong.push('one of day of month and day of week must be "?", and not both');
  return wrong.length === 0 ? undefined : `"${expression}" is no schedule: ${wrong.join("; ")}`;
}

function fieldProblem(field: Field, text: string): string | undefined {
  if (field.special?.test(text) === true) return undefined;
  if (text.split(",").every((part) => isPart(field, part))) return undefined;
  const [first, last] = [field.names?.[0], field.names?.at(-1)];
  const names = first === undefined ? "" : ` or ${first} to ${last as string}`;
  return `${field.name} is "${text}", where ${field.from} to ${field.to}${names}, "*" and ranges, steps and lists of them are allowed`;
}

/** `*`, `5`, `1-5`, `MON-FRI`, `0/15`: what a list consists of. */
function isPart(field: Field, part: string): boolean {
  const [range, step, ...more] = part.split("/") as [string, ...string[]];
  if (more.length > 0) return false;
  if (step !== undefined && !(/^[1-9]\d*$/.test(step) && Number(step) <= field.to)) return false;
  if (range === "*") return true;
  const ends = range.split("-").map((end) => numberOf(field, end));
  const [first, last = first] = ends;
  return ends.length <= 2 && first !== undefined && last !== undefined && first <= last;
}

function numberOf({ from, to, names = [] }: Field, text: string): number | undefined {
  const named = names.indexOf(text);
  const value = named >= 0 ? from + named : /^\d+$/.test(text) ? Number(text) : NaN;
  return value >= from && value <= to ? value : undefined;
}
