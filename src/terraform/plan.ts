/** The parts of `terraform show -json PLAN` that matter here. */
export interface Plan {
  readonly resource_changes?: readonly ResourceChange[];
  /** What has changed outside Terraform since it last looked. */
  readonly resource_drift?: readonly ResourceChange[];
  readonly output_changes?: Readonly<Record<string, Change>>;
  readonly planned_values?: Values;
  readonly [other: string]: unknown;
}

/** What there is, or will be. */
export interface Values {
  readonly root_module?: PlannedModule;
}

/** A module of the values. */
export interface PlannedModule {
  readonly resources?: readonly {
    readonly address: string;
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly values: Readonly<Record<string, unknown>>;
  }[];
  readonly child_modules?: readonly PlannedModule[];
}

/** What is to be done with a resource. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: Change;
}

/** A change of a resource or an output. */
export interface Change {
  readonly actions: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
  readonly after_unknown?: unknown;
  /** Where the values are sensitive: `true` at their places. */
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
}

/** Longest value that a description shows. */
const LONGEST = 80;
/** In place of a sensitive value. */
const HIDDEN = "(sensitive)";

/**
 * The changes of a plan, one line each, with the attributes that differ: for people who expected none.
 * For example `aws_vpc.network_vpc: update: tags.Name "a" -> "b"`.
 */
export function describeChanges(plan: Plan): string[] {
  const resources = (plan.resource_changes ?? [])
    .filter(({ change }) => isChange(change))
    .map(({ address, change }) => describe(address, change));
  const outputs = Object.entries(plan.output_changes ?? {})
    .filter(([, change]) => isChange(change))
    .map(([name, change]) => describe(`output ${name}`, change));
  return [...resources, ...outputs];
}

/** The addresses that a plan changes, each with what is done to it, sorted: a replacement is `create`, `delete`. */
export function changesOf(plan: Plan): Record<string, readonly string[]> {
  const changes = (plan.resource_changes ?? []).filter(({ change }) => isChange(change));
  return Object.fromEntries(changes.map(({ address, change }) => [address, [...change.actions].sort()]));
}

function isChange({ actions }: Change): boolean {
  return !actions.every((action) => action === "no-op" || action === "read");
}

function describe(what: string, change: Change): string {
  const actions = change.actions.join(" and ");
  if (!change.actions.includes("update") && change.actions.length === 1) return `${what}: ${actions}`;
  const marks = [change.before_sensitive, change.after_sensitive];
  const found = differences("", [change.before, change.after, change.after_unknown, ...marks]);
  return `${what}: ${actions}: ${found.join(", ")}`;
}

type Compared = readonly [before: unknown, after: unknown, unknown?: unknown, ...sensitive: unknown[]];

function differences(path: string, [before, after, unknown, ...sensitive]: Compared): string[] {
  const hidden = sensitive.includes(true);
  if (unknown === true) return [`${path} ${hidden ? HIDDEN : show(before)} -> (known after apply)`];
  const [b, a, u] = [entriesOf(before), entriesOf(after), entriesOf(unknown) ?? {}];
  if (b && a && !hidden) {
    const keys = [...new Set([...Object.keys(b), ...Object.keys(a), ...Object.keys(u)])];
    const marks = sensitive.map((mark) => entriesOf(mark) ?? {});
    return keys.flatMap((key) =>
      differences(path ? `${path}.${key}` : key, [b[key], a[key], u[key], ...marks.map((mark) => mark[key])]),
    );
  }
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  return [(hidden ? `${path} ${HIDDEN}` : `${path} ${show(before)} -> ${show(after)}`).trim()];
}

function entriesOf(value: unknown): Record<string, unknown> | undefined {
  return typeof value === "object" && value !== null ? { ...value } : undefined;
}

function show(value: unknown): string {
  const text = value === undefined ? "null" : JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST - 3)}...` : text;
}
