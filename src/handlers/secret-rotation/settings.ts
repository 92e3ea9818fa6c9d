import { grantsProblems, type Grants } from "../database-user/input";
import { DatabaseTaskError } from "../database/errors";
import { type Settings, settingsFrom } from "../database/settings";
import { type Users, usersOf } from "./users";

/** What is rotated, and where. */
export interface RotationSettings {
  readonly database: Settings;
  /** The secret that is rotated. */
  readonly secretArn: string;
  readonly users: Users;
  /** All that the users may, by schema. */
  readonly grants: Grants;
}

/**
 * The settings that the function's environment holds.
 * @throws DatabaseTaskError InvalidInput
 */
export function rotationSettingsFrom(
  environment: NodeJS.ProcessEnv,
  authorities: readonly string[],
): RotationSettings {
  const database = settingsFrom(environment, authorities);
  const { ROTATED_SECRET_ARN: secretArn, DATABASE_USER: user, DATABASE_GRANTS: text } = environment;
  if (!secretArn || !user || !text) {
    const missing = Object.entries({
      ROTATED_SECRET_ARN: secretArn,
      DATABASE_USER: user,
      DATABASE_GRANTS: text,
    });
    const names = missing.filter(([, value]) => !value).map(([name]) => name);
    throw new DatabaseTaskError("InvalidInput", `the environment lacks ${names.join(", ")}`);
  }
  const grants: unknown = JSON.parse(text);
  const problems = grantsProblems(grants);
  if (problems.length > 0) throw new DatabaseTaskError("InvalidInput", problems.join("; "));
  return { database, secretArn, users: usersOf(user), grants: grants as Grants };
}
