/**
 * How a function's clients of AWS behave: three attempts, and none that hangs, so that what fails is
 * told while the invocation has time left. Milliseconds.
 */
export const CLIENT = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 5_000 },
} as const;
