import { type Client, escapeIdentifier } from "pg";
import { asMaster } from "../database/connection";
import { DatabaseTaskError } from "../database/errors";
import { giveExactly, oneAtATime } from "../database/reconcile-grants";
import { IAM_ROLE } from "../database/grants";
import { type Input } from "./input";
import { type Settings } from "../database/settings";

/** What was done. A second run finds nothing to do. */
export interface Result {
  readonly user: string;
  readonly created: boolean;
  readonly granted: readonly string[];
  readonly revoked: readonly string[];
}

/**
 * Makes sure that the user is there, signs in with IAM only, and has exactly the grants of the input,
 * all of it or nothing.
 * @throws DatabaseTaskError, see there
 */
export function ensureUser(settings: Settings, { user, grants }: Input): Promise<Result> {
  return asMaster(settings, async (client, master) => {
    if (user === master) {
      throw new DatabaseTaskError("InvalidInput", `user "${user}" is the master of the database`);
    }
    await oneAtATime(client);
    const created = await ensureRole(client, user);
    return { user, created, ...(await giveExactly(client, user, grants, [IAM_ROLE])) };
  });
}

/** @returns whether the role is new */
async function ensureRole(client: Client, user: string): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    "SELECT rolsuper FROM pg_roles WHERE rolname = $1",
    [user],
  );
  const [role] = rows;
  if (role?.rolsuper === true) {
    throw new DatabaseTaskError("InvalidInput", `user "${user}" is a superuser of the database`);
  }
  // No password: IAM alone lets it in.
  const options = "LOGIN INHERIT NOCREATEDB NOCREATEROLE PASSWORD NULL";
  const verb = role === undefined ? "CREATE" : "ALTER";
  await client.query(`${verb} ROLE ${escapeIdentifier(user)} WITH ${options}`);
  return role === undefined;
}
