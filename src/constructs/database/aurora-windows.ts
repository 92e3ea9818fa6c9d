const DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const DAY_MINUTES = 24 * 60;
/** RDS API reference, CreateDBCluster: no window is shorter. */
const SHORTEST = 30;
const TIME = "([01]\\d|2[0-3]):([0-5]\\d)";
const BACKUP = new RegExp(`^${TIME}-${TIME}$`);
const DAY = `(${DAYS.join("|")})`;
const MAINTENANCE = new RegExp(`^${DAY}:${TIME}-${DAY}:${TIME}$`);

/** Minutes of the week, or of the day. */
interface Span {
  readonly from: number;
  readonly length: number;
}

/**
 * All problems of the windows of a cluster (UTC); none if RDS accepts them.
 * @param backup every day, `hh:mm-hh:mm`
 * @param maintenance every week, `ddd:hh:mm-ddd:hh:mm`
 */
export function windowProblems(backup: string, maintenance: string): string[] {
  const daily = parseBackup(backup);
  const weekly = parseMaintenance(maintenance);
  const problems: string[] = [];
  if (daily === undefined || daily.length < SHORTEST) {
    problems.push(`backupWindow "${backup}" is not allowed: hh:mm-hh:mm (UTC), ${SHORTEST} minutes or more`);
  }
  if (weekly === undefined || weekly.length < SHORTEST) {
    problems.push(
      `maintenanceWindow "${maintenance}" is not allowed: ddd:hh:mm-ddd:hh:mm (UTC), ${SHORTEST} minutes or more`,
    );
  }
  if (daily !== undefined && weekly !== undefined && problems.length === 0 && overlaps(daily, weekly)) {
    problems.push(`maintenanceWindow "${maintenance}" overlaps backupWindow "${backup}": RDS refuses that`);
  }
  return problems;
}

function parseBackup(text: string): Span | undefined {
  const match = BACKUP.exec(text);
  if (match === null) return undefined;
  const [, fromHour, fromMinute, toHour, toMinute] = match;
  return span(minutes(fromHour, fromMinute), minutes(toHour, toMinute), DAY_MINUTES);
}

function parseMaintenance(text: string): Span | undefined {
  const match = MAINTENANCE.exec(text);
  if (match === null) return undefined;
  const [, fromDay, fromHour, fromMinute, toDay, toHour, toMinute] = match;
  const from = DAYS.indexOf(fromDay as string) * DAY_MINUTES + minutes(fromHour, fromMinute);
  const to = DAYS.indexOf(toDay as string) * DAY_MINUTES + minutes(toHour, toMinute);
  return span(from, to, DAYS.length * DAY_MINUTES);
}

function minutes(hour: string | undefined, minute: string | undefined): number {
  return Number(hour) * 60 + Number(minute);
}

function span(from: number, to: number, period: number): Span {
  return { from, length: (to - from + period) % period };
}

/** Whether a daily span touches a weekly one, on whichever day. */
function overlaps(daily: Span, weekly: Span): boolean {
  // Time from the beginning of one to the next beginning of the other, in each order.
  const until = (a: number, b: number) => (((b - a) % DAY_MINUTES) + DAY_MINUTES) % DAY_MINUTES;
  return until(weekly.from, daily.from) < weekly.length || until(daily.from, weekly.from) < daily.length;
}
