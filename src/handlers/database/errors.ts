/** What can go wrong, told apart by name: Lambda answers it as `errorType`. */
export type ErrorName =
  /** The event is not of the form that is asked for. Nothing was connected to. */
  | "InvalidInput"
  /** A schema or table that rights were asked for is not in the database. */
  | "TargetMissing"
  /** Secrets Manager does not give the master's secret, or it is not of RDS's form. */
  | "SecretUnreadable"
  /** The version of a secret that is to be rotated is not there, is not pending, or has no value yet. */
  | "VersionNotPending"
  /** The database refuses a password; the master's also when it was read anew. */
  | "AuthenticationFailed"
  /** The database did not answer in any of the attempts. */
  | "DatabaseUnavailable"
  /** What answers is not the database that RDS's authorities vouch for. */
  | "DatabaseUntrusted"
  /** The database refused a statement. Nothing was changed. */
  | "DatabaseRefused"
  /** What the user has in the end is not what was asked for. Nothing was changed. */
  | "GrantsDiffer";

/** An error of a function that works on a database. Its message is for the person who reads the apply. */
export class DatabaseTaskError extends Error {
  constructor(
    override readonly name: ErrorName,
    message: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}
