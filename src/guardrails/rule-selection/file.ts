import { z } from "zod";
import { readJson } from "../files";
import { isObject, kindOf } from "../model/json";
import { ALL_RULES } from "../rules";
import type { Suppression } from "../suppressions";
import type { Choice } from "./rules";
import { PACK_NAMES } from "./rules";

/** The settings file that is read where no other is named. */
export const SETTINGS_FILE = ".guardrails.json";

/** What a settings file says. */
export interface Settings extends Choice {
  readonly suppressions?: readonly Suppression[];
}

const ruleId = z.string().refine((id) => ALL_RULES.some((rule) => rule.id === id), {
  error: ({ input }) => `there is no rule ${JSON.stringify(input)}`,
});

const suppressions = z.array(
  z
    .strictObject({
      rule: z.string(),
      address: z.string(),
      reason: z.string().default(""),
      stack: z.string().optional(),
    })
    .transform(({ stack, ...rest }): Suppression => (stack === undefined ? rest : { ...rest, stack })),
);

const ruleSettings = z
  .record(z.string(), z.looseObject({}))
  .default({})
  .superRefine((all, context) => {
    for (const [id, given] of Object.entries(all)) {
      const rule = ALL_RULES.find((one) => one.id === id);
      const issue = (message: string, path: readonly PropertyKey[] = []): void => {
        context.addIssue({ code: "custom", path: [id, ...path], message });
      };
      if (rule === undefined) issue(`there is no rule ${JSON.stringify(id)}`);
      else if (rule.settings === undefined) issue("the rule has no settings");
      else
        rule.settings.safeParse(given).error?.issues.forEach(({ message, path }) => {
          issue(message, path);
        });
    }
  });

const settingsFile = z.strictObject({
  packs: z.array(z.enum(PACK_NAMES)).min(1, "no pack is named: leave it out for all of them").optional(),
  include: z.array(ruleId).default([]),
  exclude: z.array(ruleId).default([]),
  settings: ruleSettings,
  suppressions: suppressions.default([]),
});

/**
 * Reads a settings file.
 * @throws Error that names the file and everything that is wrong in it
 */
export function readSettings(file: string): Settings {
  const json = readJson(file);
  if (!isObject(json)) throw new Error(`${file} is ${kindOf(json)}, where an object of settings is needed`);
  const { packs, ...rest } = parsed(settingsFile, json, file);
  return packs === undefined ? rest : { ...rest, packs };
}

/** Reads a file of suppressions alone: a list of objects with rule, address, reason and, if it is for one, stack. */
export function readSuppressions(file: string): readonly Suppression[] {
  const json = readJson(file);
  if (!Array.isArray(json)) {
    throw new Error(`${file} is ${kindOf(json)}, where a list of suppressions is needed`);
  }
  return parsed(suppressions, json, file);
}

function parsed<T>(schema: z.ZodType<T>, json: unknown, file: string): T {
  const { success, data, error } = schema.safeParse(json);
  if (success) return data;
  const problems = error.issues.map(({ path, message }) =>
    path.length === 0 ? message : `${path.map(String).join(".")}: ${message}`,
  );
  throw new Error([`${file} is not right:`, ...problems.map((problem) => `  - ${problem}`)].join("\n"));
}
