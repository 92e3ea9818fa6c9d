import { type Input } from "../../../src/handlers/database-user/input";
import { type Settings } from "../../../src/handlers/database/settings";
import { ensureUser } from "../../../src/handlers/database-user/user";
import { Postgres } from "../database/postgres";
import { Secrets } from "./secrets";

const MASTER = { username: "clusteradmin", password: "first" };
const postgres = new Postgres();
const secrets = new Secrets();

beforeAll(async () => {
  await secrets.start();
  await postgres.create(MASTER);
  await asMaster(`CREATE TABLE loans (id int PRIMARY KEY, amount int, note text);
    CREATE TABLE "Pay""ments" (id int);
    CREATE VIEW open_loans AS SELECT * FROM loans;
    CREATE SCHEMA reports; CREATE TABLE reports.daily (id int)`);
}, 60_000);

afterAll(async () => {
  await secrets.stop();
  await postgres.remove();
});

beforeEach(async () => {
  secrets.value = MASTER;
  secrets.reads = 0;
  secrets.afterRead = () => Promise.resolve();
  await postgres.setPassword(MASTER);
});

/** Statements of the master in its database. */
const asMaster = (sql: string) =>
  postgres.asSuperuser((client) => client.query(`SET ROLE ${MASTER.username}; ${sql}`), "loans");

const settings = (given: Partial<Settings> = {}): Settings => ({
  host: "localhost",
  port: postgres.port,
  database: "loans",
  authorities: [postgres.certificate],
  secretArn: Secrets.arn,
  secrets: secrets.client,
  patience: { pauses: [1, 2], connect: 2000, wait: () => Promise.resolve() },
  ...given,
});

/** Whether the user may, in PostgreSQL's own words. */
async function may(user: string, privilege: string, table: string): Promise<boolean> {
  const { rows } = await postgres.asSuperuser(
    (client) =>
      client.query<{ may: boolean }>("SELECT has_table_privilege($1, $2, $3) AS may", [
        user,
        table,
        privilege,
      ]),
    "loans",
  );
  return rows[0]?.may ?? false;
}

async function roleOf(user: string) {
  const { rows } = await postgres.asSuperuser((client) =>
    client.query<Record<string, unknown>>(
      `SELECT rolcanlogin, rolsuper, rolcreaterole, rolcreatedb, rolpassword,
              pg_has_role(rolname, 'rds_iam', 'member') AS iam
         FROM pg_authid WHERE rolname = $1`,
      [user],
    ),
  );
  return rows[0];
}

describe("a user that is not there", () => {
  const input: Input = {
    user: "loan_api",
    grants: { public: { privileges: ["USAGE", "CREATE"], tables: { loans: ["SELECT", "INSERT"] } } },
  };

  test("is made: it signs in with IAM alone, and has what is listed", async () => {
    expect(await ensureUser(settings(), input)).toEqual({
      user: "loan_api",
      created: true,
      granted: [
        'member of "rds_iam"',
        'USAGE on schema "public"',
        'CREATE on schema "public"',
        'SELECT on "public"."loans"',
        'INSERT on "public"."loans"',
      ],
      revoked: [],
    });
    expect(await roleOf("loan_api")).toEqual({
      rolcanlogin: true,
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolpassword: null,
      iam: true,
    });
    expect(await may("loan_api", "INSERT", "loans")).toBe(true);
    expect(await may("loan_api", "DELETE", "loans")).toBe(false);
    expect(await may("loan_api", "SELECT", "reports.daily")).toBe(false);
  });

  test("is left as it is by a second run", async () => {
    await ensureUser(settings(), input);
    expect(await ensureUser(settings(), input)).toEqual({
      user: "loan_api",
      created: false,
      granted: [],
      revoked: [],
    });
  });

  test("loses what is no longer listed, on columns and in roles too, and gets what is new", async () => {
    await ensureUser(settings(), input);
    await asMaster(`GRANT UPDATE (amount) ON loans TO loan_api; GRANT SELECT ON reports.daily TO loan_api;
      ALTER ROLE loan_api CREATEDB PASSWORD 'left behind'`);
    const changed: Input = {
      user: "loan_api",
      grants: { public: { privileges: ["USAGE"], tables: { loans: ["SELECT", "DELETE"] } } },
    };
    const { granted, revoked } = await ensureUser(settings(), changed);
    expect(granted).toEqual(['DELETE on "public"."loans"']);
    expect([...revoked].sort()).toEqual([
      'CREATE on schema "public"',
      'INSERT on "public"."loans"',
      'SELECT on "reports"."daily"',
      'UPDATE on column "amount" of "public"."loans"',
    ]);
    expect(await may("loan_api", "INSERT", "loans")).toBe(false);
    expect(await may("loan_api", "SELECT", "loans")).toBe(true);
    expect(await roleOf("loan_api")).toMatchObject({ rolcreatedb: false, rolpassword: null });
  });

  test("keeps what it owns itself", async () => {
    await ensureUser(settings(), input);
    await postgres.asSuperuser(
      (client) => client.query("SET ROLE loan_api; CREATE TABLE own (id int); GRANT SELECT ON own TO PUBLIC"),
      "loans",
    );
    const { revoked } = await ensureUser(settings(), {
      ...input,
      grants: { public: { privileges: ["USAGE", "CREATE"], tables: { "*": ["SELECT"] } } },
    });
    expect(revoked).toEqual(['INSERT on "public"."loans"']);
    expect(await may("loan_api", "DELETE", "own")).toBe(true);
    await postgres.asSuperuser((client) => client.query("DROP TABLE own"), "loans");
  });
});

test("* are all tables and views, and those to come; a table that is named has its own list", async () => {
  const input: Input = {
    user: "reader",
    grants: { public: { privileges: ["USAGE"], tables: { "*": ["SELECT"], 'Pay"ments': [] } } },
  };
  await ensureUser(settings(), input);
  await asMaster("CREATE TABLE later (id int)");
  expect(await may("reader", "SELECT", "open_loans")).toBe(true);
  expect(await may("reader", "SELECT", "later")).toBe(true);
  expect(await may("reader", "SELECT", '"Pay""ments"')).toBe(false);
  expect((await ensureUser(settings(), input)).granted).toEqual([]);

  const { revoked } = await ensureUser(settings(), { user: "reader", grants: {} });
  expect(revoked).toContain('SELECT on later tables in schema "public"');
  expect(await may("reader", "SELECT", "later")).toBe(false);
});

test("names are quoted: none of them is read as SQL", async () => {
  const name = `x"; DROP TABLE loans; --`;
  await asMaster(`CREATE TABLE "${name.replaceAll('"', '""')}" (id int)`);
  const grants = { public: { privileges: ["USAGE"], tables: { [name]: ["SELECT"] } } } as const;
  await ensureUser(settings(), { user: "quoted", grants });
  expect(await may("quoted", "SELECT", `"${name.replaceAll('"', '""')}"`)).toBe(true);
  expect(await may("quoted", "SELECT", "loans")).toBe(false);
});

test("two runs at once wait for each other", async () => {
  const users = ["one", "two", "three"];
  const grants = { public: { privileges: ["USAGE"], tables: { "*": ["SELECT"] } } } as const;
  const results = await Promise.all(users.map((user) => ensureUser(settings(), { user, grants })));
  expect(results.map(({ created }) => created)).toEqual([true, true, true]);
});

describe("nothing is changed", () => {
  test("when a schema or a table is missing: all of them are named", async () => {
    const grants = {
      nowhere: { privileges: ["USAGE"] },
      public: { privileges: [], tables: { nothing: ["SELECT"] } },
    } as const;
    await expect(ensureUser(settings(), { user: "unmade", grants })).rejects.toMatchObject({
      name: "TargetMissing",
      message: "the database has no schema nowhere, no table public.nothing",
    });
    expect(await roleOf("unmade")).toBeUndefined();
  });

  test("when somebody else gave what should go: the master cannot take it, and says so", async () => {
    await ensureUser(settings(), { user: "shared", grants: {} });
    await asMaster("CREATE ROLE deputy; GRANT SELECT ON loans TO deputy WITH GRANT OPTION");
    await postgres.asSuperuser(
      (client) => client.query("SET ROLE deputy; GRANT SELECT ON loans TO shared"),
      "loans",
    );
    const input: Input = { user: "shared", grants: { reports: { privileges: ["USAGE"] } } };
    await expect(ensureUser(settings(), input)).rejects.toMatchObject({
      name: "GrantsDiffer",
      message: 'user "shared" still has SELECT on "public"."loans", given by another user',
    });
    await asMaster("REVOKE ALL ON loans FROM deputy CASCADE");
    // The schema was not given either: all or nothing.
    expect((await ensureUser(settings(), input)).granted).toEqual(['USAGE on schema "reports"']);
  });

  test("when it is somebody else's table", async () => {
    await ensureUser(settings(), { user: "stranger", grants: {} });
    await postgres.asSuperuser(
      (client) => client.query("CREATE TABLE foreigners (id int); GRANT SELECT ON foreigners TO stranger"),
      "loans",
    );
    await expect(ensureUser(settings(), { user: "stranger", grants: {} })).rejects.toMatchObject({
      name: "DatabaseRefused",
      message: expect.stringContaining("foreigners (SQLSTATE 42501)") as unknown,
    });
    await postgres.asSuperuser((client) => client.query("DROP TABLE foreigners"), "loans");
  });

  test.each([
    ["master", MASTER.username],
    ["superuser", "rdsadmin2"],
  ])("when the user is the %s", async (_, user) => {
    await postgres.asSuperuser((client) =>
      client.query(`DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'rdsadmin2')
        THEN CREATE ROLE rdsadmin2 SUPERUSER; END IF; END $$`),
    );
    await expect(ensureUser(settings(), { user, grants: {} })).rejects.toMatchObject({
      name: "InvalidInput",
    });
  });
});
