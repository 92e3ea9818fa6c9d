import { readFileSync } from "node:fs";
import { type z } from "zod";
import { ConfigurationError } from "../errors";
import { type Parsed, parseSettings } from "./parse";

/** Names the settings file. */
export const SETTINGS_FILE = "DEPLOY_SETTINGS";

/**
 * Reads the settings file that the environment names: a JSON object of settings by deployment id.
 * @returns nothing set, if the environment names no file
 * @throws ConfigurationError if the file is missing or holds something else
 */
export function readSettingsFile(environment: NodeJS.ProcessEnv): Record<string, unknown> {
  const file = environment[SETTINGS_FILE];
  if (file === undefined || file === "") return {};
  const content = parseFile(file);
  if (isObject(content)) return content;
  throw unusable(
    `${file} must hold a JSON object of settings by deployment, such as {"loan-processing": {"azs": 3}}`,
  );
}

/** Settings of one deployment, from the weakest source to the strongest. */
export interface SettingsSources {
  /** What `main.ts` gives. */
  readonly given: object;
  /** What the CDKTF context (`cdktf.json`) holds under the deployment's id. */
  readonly context: unknown;
  /** What the settings file holds under the deployment's id. */
  readonly file: unknown;
}

/** Validates the settings of the deployment `id`; a setting in a stronger source replaces the weaker one's. */
export function readSettings<T>(schema: z.ZodType<T>, id: string, sources: SettingsSources): Parsed<T> {
  const { given, context = {}, file = {} } = sources;
  const problems = Object.entries({ [`context.${id}`]: context, [`${SETTINGS_FILE}.${id}`]: file })
    .filter(([, value]) => !isObject(value))
    .map(([where, value]) => ({
      where,
      message: `expected an object of settings, got ${JSON.stringify(value)}`,
    }));
  if (problems.length > 0) return { problems };
  return parseSettings(schema, { ...given, ...(context as object), ...(file as object) }, id);
}

function parseFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw unusable(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function unusable(message: string): ConfigurationError {
  return new ConfigurationError("The settings file is unusable:", [{ where: SETTINGS_FILE, message }]);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
