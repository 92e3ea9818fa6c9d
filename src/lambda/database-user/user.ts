import { type Client, escapeIdentifier } from "pg";
import { asMaster } from "./connection";
import { DatabaseUserError } from "./errors";
import { describe, type Grant, heldGrants, statement, wantedGrants, without } from "./grants";
import { type Input } from "./input";
import { type Settings } from "./settings";

/** What was done. A second run finds nothing to do. */
export interface Result {
  readonly user: string;
  readonly created: boolean;
  readonly granted: readonly string[];
  readonly revoked: readonly string[];
}

/** Any number that nothing else uses: two runs at once would trip over each other's catalog rows. */
const LOCK = 7_301_944_112;

/**
 * Makes sure that the user is there, signs in with IAM only, and has exactly the grants of the input,
 * all of it or nothing.
 * @throws DatabaseUserError, see there
 */
export function ensureUser(settings: Settings, { user, grants }: Input): Promise<Result> {
  return asMaster(settings, async (client, master) => {
    if (user === master) {
      throw new DatabaseUserError("InvalidInput", `user "${user}" is the master of the database`);
    }
    await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
    const created = await ensureRole(client, user);
    const wanted = await wantedGrants(client, user, grants);
    const held = await heldGrants(client, user);
    const revoked = await change(client, "REVOKE", without(held, wanted), user);
    const granted = await change(client, "GRANT", without(wanted, held), user);
    await verify(client, user, wanted);
    return { user, created, granted, revoked };
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
    throw new DatabaseUserError("InvalidInput", `user "${user}" is a superuser of the database`);
  }
  // No password: IAM alone lets it in.
  const options = "LOGIN INHERIT NOCREATEDB NOCREATEROLE PASSWORD NULL";
  const verb = role === undefined ? "CREATE" : "ALTER";
  await client.query(`${verb} ROLE ${escapeIdentifier(user)} WITH ${options}`);
  return role === undefined;
}

async function change(
  client: Client,
  verb: "GRANT" | "REVOKE",
  grants: readonly Grant[],
  user: string,
): Promise<string[]> {
  for (const grant of grants) await client.query(statement(verb, grant, user));
  return grants.map(describe);
}

/** PostgreSQL only warns of a REVOKE that takes nothing, since somebody else gave it. */
async function verify(client: Client, user: string, wanted: readonly Grant[]): Promise<void> {
  const held = await heldGrants(client, user);
  const lacking = without(wanted, held).map((grant) => `lacks ${describe(grant)}`);
  const left = without(held, wanted).map((grant) => `still has ${describe(grant)}, given by another user`);
  if (lacking.length + left.length === 0) return;
  throw new DatabaseUserError("GrantsDiffer", `user "${user}" ${[...lacking, ...left].join(", ")}`);
}
