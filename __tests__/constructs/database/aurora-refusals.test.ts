import { type Aurora } from "../../../src/constructs/database/aurora";
import { capacityProblems, provisioned, serverless } from "../../../src/constructs/database/aurora-capacity";
import { type AuroraProps } from "../../../src/constructs/database/aurora-props";
import { windowProblems } from "../../../src/constructs/database/aurora-windows";
import { Role } from "../../../src/constructs/identity/role";
import { problemsOf, stackOf } from "../../support/synth";
import { databaseIn } from "./aurora-parts";

const refusals = (given: Partial<AuroraProps>, use: (database: Aurora) => void = () => undefined) =>
  problemsOf(() =>
    stackOf((stack) => {
      const { database } = databaseIn(stack, given);
      use(database);
    }),
  ).map(({ where, message }) => {
    expect(where).toBe("test/database");
    return message;
  });

test("backtrack on PostgreSQL is refused, with what serves instead", () => {
  expect(refusals({ backtrackWindow: 86400 })).toEqual([
    expect.stringMatching(
      /^backtrackWindow 86400 is not allowed: only Aurora MySQL .* Restore the cluster to a point in time/,
    ) as unknown,
  ]);
});

test("everything that is wrong is told at once", () => {
  expect(
    refusals({
      engineVersion: "16.4",
      databaseName: "loans-1",
      masterUsername: "admin",
      backupRetentionDays: 36,
      capacity: serverless(1, 0.7),
      instances: { writer: { az: "e", promotionTier: 16 } },
      backupWindow: "3:00-4:00",
    }).map((message) => message.replace(/ (is|are) .*/, "")),
  ).toEqual([
    "engineVersion 16.4",
    'databaseName "loans-1"',
    'masterUsername "admin"',
    "backupRetentionDays 36",
    "a maximum of 0.7 ACUs",
    "the minimum of 1 ACUs",
    'instance "writer"',
    'promotionTier 16 of instance "writer"',
    'backupWindow "3:00-4:00"',
  ]);
});

test.each(["12", "9.6", "16.4", "latest", ""])(
  "PostgreSQL %j is no version of a cluster",
  (engineVersion) => {
    expect(refusals({ engineVersion })).toHaveLength(1);
  },
);

test.each(["5.7", "8", "8.0.mysql_aurora.3.08.0"])("MySQL %j neither", (engineVersion) => {
  expect(refusals({ engine: "aurora-mysql", engineVersion })).toHaveLength(1);
});

test("instances that are all in one AZ, or that are none, are refused", () => {
  const instances = { writer: { az: "a", promotionTier: 0 }, reader: { az: "a", promotionTier: 1 } } as const;
  expect(refusals({ instances })).toEqual([
    "all its instances are in AZ a, so that its failure takes them all: use a second one",
  ]);
  expect(refusals({ instances: {} })).toEqual(["it has no instances: it needs one at least"]);
});

test.each([0, 36, 1.5])("backups of %d days are refused", (backupRetentionDays) => {
  expect(refusals({ backupRetentionDays })).toEqual([
    `backupRetentionDays ${backupRetentionDays} is not allowed: 1 to 35`,
  ]);
});

test("a backtrack of more than 72 hours is refused for MySQL too", () => {
  expect(refusals({ engine: "aurora-mysql", engineVersion: "8.0", backtrackWindow: 259201 })).toEqual([
    "backtrackWindow 259201 is not allowed: 0 to 259200 seconds (72 hours)",
  ]);
});

test.each([
  ["Loan-Api", "a lower-case letter or _"],
  ["x/*", "a lower-case letter or _"],
  ["clusteradmin", "is the master"],
])("nobody is let in as %j", (user, reason) => {
  const granting = (database: Aurora) => {
    const role = new Role(database, "role", { purpose: "r", description: "d", assumedBy: "x.amazonaws.com" });
    database.grantConnect(role, user);
  };
  expect(refusals({}, granting)).toEqual([expect.stringContaining(reason) as unknown]);
});

describe("capacities", () => {
  test.each([
    serverless(0, 1),
    serverless(0.5, 256),
    provisioned("db.r7g.large"),
    provisioned("db.t4g.medium"),
  ])("%j is one", (capacity) => {
    expect(capacityProblems(capacity)).toEqual([]);
  });

  test.each([
    serverless(0.5, 0.5),
    serverless(0.3, 1),
    serverless(2, 1),
    serverless(1, 257),
    serverless(-1, 1),
    provisioned("r7g.large"),
    provisioned("db.serverless"),
  ])("%j is none", (capacity) => {
    expect(capacityProblems(capacity)).toHaveLength(1);
  });
});

describe("windows", () => {
  test.each([
    ["03:00-04:00", "sun:04:30-sun:05:30"],
    ["23:30-00:30", "mon:00:30-mon:01:30"],
    ["03:00-04:00", "sun:04:00-sun:04:30"],
    ["12:00-13:00", "sat:23:00-sun:01:00"],
  ])("%s and %s go together", (backup, maintenance) => {
    expect(windowProblems(backup, maintenance)).toEqual([]);
  });

  test.each([
    ["03:00-04:00", "sun:03:30-sun:04:30"],
    ["23:30-00:30", "mon:00:00-mon:01:00"],
    ["00:30-01:30", "sun:23:00-mon:01:00"],
    ["04:00-05:00", "sat:23:00-mon:01:00"],
  ])("%s and %s overlap", (backup, maintenance) => {
    expect(windowProblems(backup, maintenance)).toEqual([expect.stringContaining("overlaps") as unknown]);
  });

  test.each([
    ["03:00-03:15", "sun:04:30-sun:05:30"],
    ["24:00-25:00", "sun:04:30-sun:05:30"],
    ["03:00-04:00", "04:30-05:30"],
    ["03:00-04:00", "sun:04:30-sun:04:45"],
  ])("%s with %s is no pair", (backup, maintenance) => {
    expect(windowProblems(backup, maintenance)).toHaveLength(1);
  });
});
