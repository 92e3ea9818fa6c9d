/** What is wrong with an input, all of it, in words for the person who gave it. */
export class UnreadableError extends Error {
  constructor(
    readonly origin: string,
    readonly problems: readonly string[],
  ) {
    super(`${origin} cannot be checked:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.name = "UnreadableError";
  }
}
