import { type Client, DatabaseError, escapeIdentifier, escapeLiteral } from "pg";
import { type Grants } from "../database-user/input";
import { asMaster, asUser } from "../database/connection";
import { DatabaseTaskError } from "../database/errors";
import { giveExactly, oneAtATime } from "../database/reconcile-grants";
import { type Credentials } from "../database/secret";
import { type RotationSettings } from "./settings";
import { scramVerifier } from "./users";

/**
 * Makes sure that the role has its grants, and that the user is a member of it and signs in with this
 * password. All of it or nothing.
 * @throws DatabaseTaskError, see there
 */
export async function ensureUser(
  { database, users, grants }: RotationSettings,
  { username, password }: Credentials,
): Promise<void> {
  await asMaster(database, async (client, master) => {
    if ([...users.pair, users.role].includes(master)) {
      throw new DatabaseTaskError("InvalidInput", `user "${master}" is the master of the database`);
    }
    await oneAtATime(client);
    const isNew = await ensureRole(client, users.role, "NOLOGIN");
    // What the role owns is the master's to give, also to another role.
    await client.query(`GRANT ${escapeIdentifier(users.role)} TO ${escapeIdentifier(master)}`);
    if (isNew) await giveExactly(client, users.role, grants, []);
    else await tryToGive(client, users.role, grants);
    await ensureRole(client, username, `LOGIN PASSWORD ${escapeLiteral(scramVerifier(password))}`);
    await giveExactly(client, username, {}, [users.role]);
    // What one of the pair makes belongs to the role, and so to the other too.
    const [user, role] = [username, users.role].map((name) => escapeIdentifier(name));
    await client.query(`ALTER ROLE ${user} SET role = ${role}`);
  });
}

/** Grants that cannot be given as they are now, such as on a table of somebody else's, keep no password from rotating. */
async function tryToGive(client: Client, role: string, grants: Grants): Promise<void> {
  await client.query("SAVEPOINT grants");
  try {
    await giveExactly(client, role, grants, []);
  } catch (error) {
    if (!(error instanceof DatabaseError || error instanceof DatabaseTaskError)) throw error;
    await client.query("ROLLBACK TO SAVEPOINT grants");
    console.warn({ role, grants: "unchanged", reason: error.message });
  }
}

/**
 * Signs in, and looks whether the user is who it should be.
 * @throws DatabaseTaskError, see there
 */
export async function trySignIn(
  { database, users }: RotationSettings,
  credentials: Credentials,
): Promise<void> {
  const acts = await asUser(database, credentials, async (client) => {
    const { rows } = await client.query<{ acts: string }>("SELECT current_user AS acts");
    return rows[0]?.acts;
  });
  if (acts === users.role) return;
  throw new DatabaseTaskError(
    "GrantsDiffer",
    `user "${credentials.username}" acts as "${acts}", not as "${users.role}"`,
  );
}

/** @returns whether the role is new */
async function ensureRole(client: Client, role: string, options: string): Promise<boolean> {
  const { rows } = await client.query<{ rolsuper: boolean }>(
    "SELECT rolsuper FROM pg_roles WHERE rolname = $1",
    [role],
  );
  if (rows[0]?.rolsuper === true) {
    throw new DatabaseTaskError("InvalidInput", `user "${role}" is a superuser of the database`);
  }
  const verb = rows.length === 0 ? "CREATE" : "ALTER";
  await client.query(
    `${verb} ROLE ${escapeIdentifier(role)} WITH ${options} INHERIT NOCREATEDB NOCREATEROLE`,
  );
  return rows.length === 0;
}
