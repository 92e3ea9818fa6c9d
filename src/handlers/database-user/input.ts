import { DatabaseTaskError } from "../database/errors";

export const SCHEMA_PRIVILEGES = ["USAGE", "CREATE"] as const;
export const TABLE_PRIVILEGES = [
  "SELECT",
  "INSERT",
  "UPDATE",
  "DELETE",
  "TRUNCATE",
  "REFERENCES",
  "TRIGGER",
] as const;

/** What the user may in one schema. */
export interface SchemaGrants {
  readonly privileges: readonly (typeof SCHEMA_PRIVILEGES)[number][];
  /**
   * By table; `*` are all tables and views, also those that the master makes later. A table that is
   * named has its own list in place of that of `*`. What the user owns is not touched.
   */
  readonly tables?: Readonly<Record<string, readonly (typeof TABLE_PRIVILEGES)[number][]>>;
}

/** What the user may, by schema. */
export type Grants = Readonly<Record<string, SchemaGrants>>;

/** The event: the user, and all that it may. */
export interface Input {
  readonly user: string;
  readonly grants: Grants;
}

/** Longer names are cut off by PostgreSQL, without an error. */
const MAX_BYTES = 63;
/** 32 characters, as MySQL takes them, so that one rule holds for both engines. */
const USER = /^[a-z_][a-z0-9_]{0,31}$/;
/** PostgreSQL and RDS keep these. */
const RESERVED = /^(pg_|rds|postgres$|public$|none$)/;

/** @throws DatabaseTaskError InvalidInput, with everything that is wrong */
export function parseInput(event: unknown): Input {
  const problems = inputProblems(event);
  if (problems.length > 0) throw new DatabaseTaskError("InvalidInput", problems.join("; "));
  return event as Input;
}

/** Everything that is wrong with an event; nothing when it is an {@link Input}. */
export function inputProblems(event: unknown): string[] {
  if (!isObject(event)) return [`the input is ${show(event)}: it must be an object with user and grants`];
  const { user, grants, ...others } = event;
  const problems = Object.keys(others).map((key) => `${key}: there is no such key (user and grants are)`);
  if (typeof user !== "string" || !USER.test(user)) {
    problems.push(
      `user ${show(user)} is not allowed: a lower-case letter or _, then up to 31 lower-case letters, digits and _`,
    );
  } else if (RESERVED.test(user))
    problems.push(`user ${show(user)} is not allowed: PostgreSQL or RDS keeps it`);
  return [...problems, ...grantsProblems(grants)];
}

/** Everything that is wrong with grants; nothing when they are {@link Grants}. */
export function grantsProblems(grants: unknown): string[] {
  if (!isObject(grants)) return [`grants ${show(grants)} is not allowed: an object by schema is`];
  return Object.entries(grants).flatMap(([schema, value]) => schemaProblems(schema, value));
}

function schemaProblems(schema: string, value: unknown): string[] {
  const where = `grants.${schema}`;
  const named = nameProblems(where, schema);
  if (!isObject(value)) return [...named, `${where} ${show(value)} is not allowed: an object is`];
  const { privileges, tables = {}, ...others } = value;
  const problems = [
    ...named,
    ...Object.keys(others).map((key) => `${where}.${key}: there is no such key (privileges and tables are)`),
    ...listProblems(`${where}.privileges`, privileges, SCHEMA_PRIVILEGES),
  ];
  if (!isObject(tables)) return [...problems, `${where}.tables ${show(tables)} is not allowed: an object is`];
  for (const [table, list] of Object.entries(tables)) {
    problems.push(...nameProblems(`${where}.tables.${table}`, table));
    problems.push(...listProblems(`${where}.tables.${table}`, list, TABLE_PRIVILEGES));
  }
  return problems;
}

function nameProblems(where: string, name: string): string[] {
  const bytes = Buffer.byteLength(name);
  if (bytes > 0 && bytes <= MAX_BYTES && !name.includes("\0")) return [];
  return [`${where}: a name has 1 to ${MAX_BYTES} bytes, and no NUL`];
}

function listProblems(where: string, list: unknown, allowed: readonly string[]): string[] {
  if (!Array.isArray(list))
    return [`${where} ${show(list)} is not allowed: a list of ${allowed.join(", ")} is`];
  return list
    .filter((item) => typeof item !== "string" || !allowed.includes(item))
    .map((item) => `${where}: ${show(item)} is not allowed: ${allowed.join(", ")} are`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function show(value: unknown): string {
  return value === undefined ? "(not given)" : JSON.stringify(value);
}
