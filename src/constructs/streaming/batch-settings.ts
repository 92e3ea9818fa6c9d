/** How Lambda takes records from a stream to a function. */
export interface BatchProps {
  /** Records of an invocation at most, 1 to 10000. @default 500 */
  readonly batchSize?: number;
  /** Seconds that a batch may be waited for to fill, 0 to 300. @default 1 */
  readonly batchingWindow?: number;
  /** How often a batch is tried again, 0 to 10000. @default 5 */
  readonly maxRetries?: number;
  /** Seconds after which a record is no longer tried, 60 to 604800. @default 86400, a day */
  readonly maxRecordAge?: number;
  /**
   * Batches of a shard at a time, 1 to 10; records of one partition key stay in order. With more than
   * one a checkpoint says how far the shard was reached, not that all before it is done. @default 1
   */
  readonly parallelizationFactor?: number;
}

export const DEFAULT_BATCH = {
  batchSize: 500,
  batchingWindow: 1,
  maxRetries: 5,
  maxRecordAge: 86_400,
  parallelizationFactor: 1,
} as const;

/** Lambda API reference, CreateEventSourceMapping. */
const LIMITS: Readonly<Record<keyof BatchProps, readonly [min: number, max: number]>> = {
  batchSize: [1, 10_000],
  batchingWindow: [0, 300],
  maxRetries: [0, 10_000],
  maxRecordAge: [60, 604_800],
  parallelizationFactor: [1, 10],
};

/** All problems of the settings, for a stream with this retention; none if Lambda accepts them. */
export function batchProblems(props: Required<BatchProps>, retentionHours: number): string[] {
  const problems = (Object.entries(LIMITS) as [keyof BatchProps, readonly [number, number]][])
    .filter(([name, [min, max]]) => !Number.isInteger(props[name]) || props[name] < min || props[name] > max)
    .map(([name, [min, max]]) => `${name} ${props[name]} is not allowed: ${min} to ${max}`);
  if (props.maxRecordAge > retentionHours * 3600) {
    problems.push(
      `maxRecordAge ${props.maxRecordAge} is not allowed: the stream keeps records for ${retentionHours * 3600} seconds`,
    );
  }
  return problems;
}
