import { type Client } from "pg";
import { type Grants } from "../database-user/input";
import { DatabaseTaskError } from "./errors";
import { describe, type Grant, heldGrants, statement, wantedGrants, without } from "./grants";

/** What was given and taken, in words. */
export interface Given {
  readonly granted: readonly string[];
  readonly revoked: readonly string[];
}

/** Any number that nothing else uses: two runs at once would trip over each other's catalog rows. */
const LOCK = 7_301_944_112;

/** Waits until no other transaction of such a function changes users. */
export async function oneAtATime(client: Client): Promise<void> {
  await client.query("SELECT pg_advisory_xact_lock($1)", [LOCK]);
}

/**
 * Gives a user or role exactly these grants and memberships, and takes all others.
 * @throws DatabaseTaskError TargetMissing, GrantsDiffer
 */
export async function giveExactly(
  client: Client,
  user: string,
  grants: Grants,
  roles: readonly string[],
): Promise<Given> {
  const wanted = await wantedGrants(client, user, grants, roles);
  const held = await heldGrants(client, user);
  const revoked = await change(client, "REVOKE", without(held, wanted), user);
  const granted = await change(client, "GRANT", without(wanted, held), user);
  await verify(client, user, wanted);
  return { granted, revoked };
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
  throw new DatabaseTaskError("GrantsDiffer", `user "${user}" ${[...lacking, ...left].join(", ")}`);
}
