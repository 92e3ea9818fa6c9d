/** How a dataset is divided: by the day (`day=2025-03-04/`), and by the hour too (`hour=05/`). */
export interface Partitions {
  readonly by: "day" | "hour";
  /** The first day that there can be, `2025-01-01`: Athena looks at none before it. */
  readonly since: string;
}

const DAY = { name: "day", type: "date" };
const HOUR = { name: "hour", type: "string" };

/** All problems of partitions; none if Athena accepts them. */
export function partitionProblems({ since }: Partitions): string[] {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(since) ? new Date(`${since}T00:00:00Z`) : undefined;
  const isDay = day !== undefined && !Number.isNaN(day.getTime()) && day.toISOString().startsWith(since);
  return isDay ? [] : [`since ${since} is no day: write it as 2025-01-01`];
}

export function partitionKeys({ by }: Partitions): { name: string; type: string }[] {
  return by === "day" ? [DAY] : [DAY, HOUR];
}

/**
 * Partition projection: Athena computes where the data of a day is, so that no crawler has to run and
 * no partition has to be added (Athena user guide, "Use partition projection with Amazon Athena").
 * @param location of the dataset, with a slash at its end
 */
export function projection({ by, since }: Partitions, location: string): Record<string, string> {
  // Two dollars: Terraform leaves the second one for Athena.
  const days = `${location}day=$\${day}/`;
  const common = {
    "projection.enabled": "true",
    "projection.day.type": "date",
    "projection.day.format": "yyyy-MM-dd",
    "projection.day.range": `${since},NOW`,
    "projection.day.interval": "1",
    "projection.day.interval.unit": "DAYS",
  };
  if (by === "day") return { ...common, "storage.location.template": days };
  return {
    ...common,
    "projection.hour.type": "integer",
    "projection.hour.range": "0,23",
    "projection.hour.digits": "2",
    "storage.location.template": `${days}hour=$\${hour}/`,
  };
}
