import { handler } from "../../../src/handlers/database-user/index";
import { inputProblems, parseInput } from "../../../src/handlers/database-user/input";
import { settingsFrom } from "../../../src/handlers/database/settings";

const GOOD = {
  user: "loan_api",
  grants: {
    public: { privileges: ["USAGE"], tables: { "*": ["SELECT"], loans: [] } },
    empty: { privileges: [] },
  },
};

test("an input is a user and its grants", () => {
  expect(inputProblems(GOOD)).toEqual([]);
});

test("one that is wrong is refused with everything that is wrong, before the environment is read", async () => {
  const event = {
    user: "Loan-Api",
    role: "x",
    grants: {
      public: { privileges: ["SELECT"], tables: { loans: ["READ", 1], ["t".repeat(64)]: [] } },
      other: { tables: "all" },
      "": { privileges: [] },
      last: null,
    },
  };
  const failure = await handler(event).catch((error: unknown) => error as Error);
  expect(failure).toMatchObject({ name: "InvalidInput" });
  expect((failure as Error).message.split("; ").map((each) => each.slice(0, 44))).toEqual([
    "role: there is no such key (user and grants ",
    'user "Loan-Api" is not allowed: a lower-case',
    'grants.public.privileges: "SELECT" is not al',
    'grants.public.tables.loans: "READ" is not al',
    "grants.public.tables.loans: 1 is not allowed",
    `grants.public.tables.${"t".repeat(23)}`,
    "grants.other.privileges (not given) is not a",
    'grants.other.tables "all" is not allowed: an',
    "grants.: a name has 1 to 63 bytes, and no NU",
    "grants.last null is not allowed: an object i",
  ]);
});

test.each(["pg_reader", "rds_iam", "rdsadmin", "postgres", "public", "", "1st", "a".repeat(33), undefined])(
  "no user is called %j",
  (user) => {
    expect(inputProblems({ ...GOOD, user })).toHaveLength(1);
  },
);

test.each([undefined, null, "loan_api", []])("%j is no input", (event) => {
  expect(inputProblems(event)).toEqual([
    expect.stringContaining("it must be an object with user and grants") as unknown,
  ]);
});

test("variables that are missing are all named", () => {
  expect(() => settingsFrom({ DATABASE_HOST: "h" }, [])).toThrow(
    "the environment lacks DATABASE_PORT, DATABASE_NAME, MASTER_SECRET_ARN",
  );
});

test("an input that is right is handed on as it is; a key that there is not is named", () => {
  expect(parseInput(GOOD)).toBe(GOOD);
  expect(inputProblems({ user: "app", grants: { public: { privileges: [], table: {} } } })).toEqual([
    "grants.public.table: there is no such key (privileges and tables are)",
  ]);
});
