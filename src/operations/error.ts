/** Something that the operator can mend; the message says what and how. */
export class OperationError extends Error {
  override readonly name = "OperationError";
}

/** The name of an AWS error (`ResourceNotFoundException`, ...), or of any other. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "";
}
