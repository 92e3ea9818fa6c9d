/** One thing that is wrong: where it was set, what is wrong with it and what is allowed. */
export interface Problem {
  /** Environment variable, settings key or construct path, e.g. `loan-processing.vpcCidr`. */
  readonly where: string;
  readonly message: string;
}

/**
 * An error of the person who configured Plinth, with everything that is wrong in one message.
 * It is printed without a stack trace.
 */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";

  constructor(
    title: string,
    readonly problems: readonly Problem[],
  ) {
    super([title, ...problems.map(({ where, message }) => `  - ${where}: ${message}`)].join("\n"));
  }

  /** The error for something that a construct was given: named by the construct's path. */
  static at(
    construct: { readonly node: { readonly path: string } },
    ...messages: string[]
  ): ConfigurationError {
    const where = construct.node.path;
    return new ConfigurationError(
      `${where} cannot be built:`,
      messages.map((message) => ({ where, message })),
    );
  }
}
