/** How long EventBridge retries before it sends the event to the dead-letter queue. */
export interface RetryPolicy {
  /** The age in seconds at which it gives up, 60 to 86,400. */
  readonly maximumAgeSeconds: number;
  /** How often it tries again, 0 to 185. */
  readonly maximumAttempts: number;
}

/** One hour: a nightly job that starts later would run into the day. */
export const RETRY: RetryPolicy = { maximumAgeSeconds: 3600, maximumAttempts: 10 };

/** EventBridge API, RetryPolicy, "Valid Range". */
const RANGES = { maximumAgeSeconds: [60, 86_400], maximumAttempts: [0, 185] } as const;

/** All problems of a retry policy. */
export function retryProblems(retry: RetryPolicy): string[] {
  return (["maximumAgeSeconds", "maximumAttempts"] as const).flatMap((name) => {
    const value = retry[name];
    const [from, to] = RANGES[name];
    if (Number.isInteger(value) && value >= from && value <= to) return [];
    return [`retry.${name} is ${value}: a whole number, ${from} to ${to}, is allowed`];
  });
}
