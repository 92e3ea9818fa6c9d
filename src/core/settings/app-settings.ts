import { type z } from "zod";
import { type Parsed, parseSettings } from "./parse";

/**
 * The settings of the deployment `id`: what `main.ts` gives, over it what the CDKTF context holds
 * under the deployment's id (`cdktf.json`, `"context": { "loan-processing": { "vpcCidr": ... } }`).
 */
export function readSettings<T>(
  schema: z.ZodType<T>,
  id: string,
  given: object,
  context: unknown,
): Parsed<T> {
  if (context !== undefined && (typeof context !== "object" || context === null || Array.isArray(context))) {
    return {
      problems: [
        { where: `context.${id}`, message: `expected an object of settings, got ${JSON.stringify(context)}` },
      ],
    };
  }
  return parseSettings(schema, { ...given, ...context }, id);
}
