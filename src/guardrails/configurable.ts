import type { z } from "zod";
import type { Configuration } from "./model/configuration";
import type { Resource } from "./model/resource";
import type { Rule, Verdict } from "./rule";

/** A rule that can be told what a place or a system wants of it. */
export interface ConfigurableRule<Schema extends z.ZodObject> extends Rule {
  readonly settings: Schema;
  /**
   * The rule with these settings, the others at their defaults.
   * @throws ZodError with all that is wrong
   */
  with(given: z.input<Schema>): Rule;
}

/**
 * Makes a rule with settings.
 * @param rule `settings` says what each one is (`describe`) and has a default or is optional, so that the rule runs
 * without any being given
 */
export function configurable<Schema extends z.ZodObject>(
  rule: Omit<Rule, "check" | "settings" | "with"> & {
    readonly settings: Schema;
    readonly check: (resource: Resource, configuration: Configuration, settings: z.output<Schema>) => Verdict;
  },
): ConfigurableRule<Schema> {
  const told = (given: unknown): ConfigurableRule<Schema> => {
    const settings = rule.settings.parse(given);
    return {
      ...rule,
      with: told,
      check: (resource, configuration) => rule.check(resource, configuration, settings),
    };
  };
  return told({});
}
