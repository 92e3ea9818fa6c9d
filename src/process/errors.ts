/** Something that the person who runs the local cloud can mend; the message says what and how. */
export class LocalCloudError extends Error {
  override readonly name = "LocalCloudError";
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  return property(error, "message") ?? String(error);
}

/** Whether `error` is a system error with one of these codes (`ENOENT`, `EEXIST`, ...). */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return codes.includes(property(error, "code") ?? "");
}

// Not by `instanceof Error`: Node's own errors are of another realm where Jest runs this.
function property(error: unknown, name: string): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const value: unknown = Reflect.get(error, name);
  return typeof value === "string" ? value : undefined;
}
