import { type Client, escapeIdentifier } from "pg";
import { DatabaseTaskError } from "./errors";
import { type Grants } from "../database-user/input";

/** One thing that a user may: a privilege on something, or the membership in a role. */
export type Grant =
  | { readonly on: "schema"; readonly schema: string; readonly privilege: string }
  | { readonly on: "table"; readonly schema: string; readonly table: string; readonly privilege: string }
  | {
      readonly on: "column";
      readonly schema: string;
      readonly table: string;
      readonly column: string;
      readonly privilege: string;
    }
  /** On tables that the master makes later: in one schema, or (null) in all. */
  | { readonly on: "later tables"; readonly schema: string | null; readonly privilege: string }
  | { readonly on: "role"; readonly role: string };

/** The role whose members sign in with IAM, and with nothing else; RDS makes it. */
export const IAM_ROLE = "rds_iam";
const ALL = "*";
/** Tables, partitioned ones, views, materialized ones, foreign tables. */
const TABLES = "c.relkind IN ('r', 'p', 'v', 'm', 'f')";

/** Everything that a user was granted, but for what it owns. */
export async function heldGrants(client: Client, user: string): Promise<Grant[]> {
  const { rows } = await client.query<{ grant: Grant }>(
    `WITH me AS (SELECT oid FROM pg_roles WHERE rolname = $1)
     SELECT json_build_object('on', 'schema', 'schema', n.nspname, 'privilege', a.privilege_type) AS grant
       FROM me, pg_namespace n, aclexplode(n.nspacl) a
      WHERE a.grantee = me.oid AND n.nspowner <> me.oid
     UNION ALL
     SELECT json_build_object('on', 'table', 'schema', n.nspname, 'table', c.relname,
                              'privilege', a.privilege_type)
       FROM me, pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(c.relacl) a
      WHERE a.grantee = me.oid AND c.relowner <> me.oid AND ${TABLES}
     UNION ALL
     SELECT json_build_object('on', 'column', 'schema', n.nspname, 'table', c.relname,
                              'column', t.attname, 'privilege', a.privilege_type)
       FROM me, pg_attribute t JOIN pg_class c ON c.oid = t.attrelid
            JOIN pg_namespace n ON n.oid = c.relnamespace, aclexplode(t.attacl) a
      WHERE a.grantee = me.oid AND c.relowner <> me.oid AND ${TABLES}
     UNION ALL
     SELECT json_build_object('on', 'later tables', 'schema', n.nspname, 'privilege', a.privilege_type)
       FROM me, pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace,
            aclexplode(d.defaclacl) a
      WHERE a.grantee = me.oid AND d.defaclobjtype = 'r'
        AND d.defaclrole = (SELECT oid FROM pg_roles WHERE rolname = current_user)
     UNION ALL
     SELECT json_build_object('on', 'role', 'role', r.rolname)
       FROM me, pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
      WHERE m.member = me.oid`,
    [user],
  );
  return unique(rows.map(({ grant }) => grant));
}

/**
 * What a user is to have, with `*` written out as the tables that there are.
 * @param roles what it is a member of
 * @throws DatabaseTaskError TargetMissing, with all schemas and tables that are not there
 */
export async function wantedGrants(
  client: Client,
  user: string,
  grants: Grants,
  roles: readonly string[],
): Promise<Grant[]> {
  const wanted: Grant[] = roles.map((role) => ({ on: "role", role }));
  const missing: string[] = [];
  for (const [schema, { privileges, tables = {} }] of Object.entries(grants)) {
    const found = await tablesIn(client, schema);
    if (found === undefined) {
      missing.push(`schema ${schema}`);
      continue;
    }
    for (const privilege of privileges) wanted.push({ on: "schema", schema, privilege });
    for (const privilege of tables[ALL] ?? []) wanted.push({ on: "later tables", schema, privilege });
    const names = Object.keys(tables).filter((table) => table !== ALL);
    missing.push(...names.filter((table) => !found.has(table)).map((table) => `table ${schema}.${table}`));
    for (const [table, owner] of found) {
      if (owner === user) continue;
      for (const privilege of tables[table] ?? tables[ALL] ?? []) {
        wanted.push({ on: "table", schema, table, privilege });
      }
    }
  }
  if (missing.length === 0) return unique(wanted);
  throw new DatabaseTaskError("TargetMissing", `the database has no ${missing.join(", no ")}`);
}

/** Tables and views of a schema with their owners; undefined if there is no such schema. */
async function tablesIn(client: Client, schema: string): Promise<Map<string, string> | undefined> {
  const { rows } = await client.query<{ name: string | null; owner: string }>(
    `SELECT c.relname AS name, pg_get_userbyid(c.relowner) AS owner
       FROM pg_namespace n LEFT JOIN pg_class c ON c.relnamespace = n.oid AND ${TABLES}
      WHERE n.nspname = $1 ORDER BY 1`,
    [schema],
  );
  if (rows.length === 0) return undefined;
  return new Map(rows.flatMap(({ name, owner }) => (name === null ? [] : [[name, owner] as const])));
}

/** What is in `first` and not in `second`. */
export function without(first: readonly Grant[], second: readonly Grant[]): Grant[] {
  const others = new Set(second.map(describe));
  return first.filter((grant) => !others.has(describe(grant)));
}

/** A grant in words, the same for the same one. */
export function describe(grant: Grant): string {
  switch (grant.on) {
    case "schema":
      return `${grant.privilege} on schema ${escapeIdentifier(grant.schema)}`;
    case "table":
      return `${grant.privilege} on ${qualified(grant)}`;
    case "column":
      return `${grant.privilege} on column ${escapeIdentifier(grant.column)} of ${qualified(grant)}`;
    case "later tables":
      return `${grant.privilege} on later tables${inSchema(grant.schema, " in schema ")}`;
    case "role":
      return `member of ${escapeIdentifier(grant.role)}`;
  }
}

/** The statement that gives or takes a grant. */
export function statement(change: "GRANT" | "REVOKE", grant: Grant, user: string): string {
  const to = `${change === "GRANT" ? "TO" : "FROM"} ${escapeIdentifier(user)}`;
  switch (grant.on) {
    case "schema":
      return `${change} ${grant.privilege} ON SCHEMA ${escapeIdentifier(grant.schema)} ${to}`;
    case "table":
      return `${change} ${grant.privilege} ON TABLE ${qualified(grant)} ${to}`;
    case "column": {
      const column = escapeIdentifier(grant.column);
      return `${change} ${grant.privilege} (${column}) ON TABLE ${qualified(grant)} ${to}`;
    }
    case "later tables": {
      const where = inSchema(grant.schema, " IN SCHEMA ");
      return `ALTER DEFAULT PRIVILEGES${where} ${change} ${grant.privilege} ON TABLES ${to}`;
    }
    case "role":
      return `${change} ${escapeIdentifier(grant.role)} ${to}`;
  }
}

function qualified({ schema, table }: { schema: string; table: string }): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`;
}

function inSchema(schema: string | null, before: string): string {
  return schema === null ? "" : before + escapeIdentifier(schema);
}

function unique(grants: readonly Grant[]): Grant[] {
  return [...new Map(grants.map((grant) => [describe(grant), grant])).values()];
}
