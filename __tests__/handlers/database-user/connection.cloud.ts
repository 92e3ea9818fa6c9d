import { generate } from "selfsigned";
import { type Settings } from "../../../src/handlers/database/settings";
import { ensureUser } from "../../../src/handlers/database-user/user";
import { Postgres } from "../database/postgres";
import { Secrets } from "./secrets";

const MASTER = { username: "clusteradmin", password: "first" };
const ROTATED = { username: "clusteradmin", password: "second" };
const INPUT = { user: "loan_api", grants: {} };
const postgres = new Postgres();
const secrets = new Secrets();

beforeAll(async () => {
  await secrets.start();
  await postgres.create(MASTER);
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

/** Pauses that were made, in place of waiting. */
function patienceOf(pauses: number[], onPause: (count: number) => Promise<void> = () => Promise.resolve()) {
  const made: number[] = [];
  const wait = (milliseconds: number) => {
    made.push(milliseconds);
    return onPause(made.length);
  };
  return { made, patience: { pauses, connect: 2000, wait } };
}

const settings = (given: Partial<Settings> = {}): Settings => ({
  host: "localhost",
  port: postgres.port,
  database: "loans",
  authorities: [postgres.certificate],
  secretArn: Secrets.arn,
  secrets: secrets.client,
  patience: patienceOf([]).patience,
  ...given,
});

describe("a database that is away", () => {
  beforeEach(() => postgres.stop());
  afterEach(async () => {
    await postgres.stop();
    await postgres.start();
  });

  test("is tried again after each pause, and then no more: the error says where and how often", async () => {
    const { made, patience } = patienceOf([10, 20, 40]);
    await expect(ensureUser(settings({ patience }), INPUT)).rejects.toMatchObject({
      name: "DatabaseUnavailable",
      message: expect.stringMatching(
        new RegExp(`^localhost:${postgres.port} was tried 4 times: .*ECONNREFUSED`),
      ) as unknown,
    });
    expect(made).toEqual([10, 20, 40]);
  });

  test("is served when it comes back between two attempts", async () => {
    const { made, patience } = patienceOf([10, 20, 40], (count) =>
      count === 2 ? postgres.start() : Promise.resolve(),
    );
    await expect(ensureUser(settings({ patience }), INPUT)).resolves.toMatchObject({ user: "loan_api" });
    expect(made).toEqual([10, 20]);
  });
});

describe("a secret that is rotated in the middle", () => {
  test("is read again, once, and the work is done with the new password", async () => {
    // The password changes after it was read, and before it is used.
    secrets.afterRead = async () => {
      secrets.value = ROTATED;
      await postgres.setPassword(ROTATED);
    };
    await expect(ensureUser(settings(), INPUT)).resolves.toMatchObject({ user: "loan_api" });
    expect(secrets.reads).toBe(2);
  });

  test("and is wrong then too, ends in an error without the password", async () => {
    await postgres.setPassword(ROTATED);
    const failure = await ensureUser(settings(), INPUT).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ name: "AuthenticationFailed" });
    expect(JSON.stringify([failure, (failure as Error).message])).not.toContain(MASTER.password);
    expect(secrets.reads).toBe(2);
  });
});

describe("a secret", () => {
  test("that is not there is told with the reason", async () => {
    secrets.value = undefined;
    await expect(ensureUser(settings(), INPUT)).rejects.toMatchObject({
      name: "SecretUnreadable",
      message: `${Secrets.arn} cannot be read: ResourceNotFoundException: there is no such secret`,
    });
  });

  test.each(["not json", { username: "only" }, null])(
    "of another form, such as %j, is not shown",
    async (value) => {
      secrets.value = value;
      await expect(ensureUser(settings(), INPUT)).rejects.toMatchObject({
        name: "SecretUnreadable",
        message: `${Secrets.arn} holds no username and password`,
      });
    },
  );
});

describe("TLS", () => {
  test("a server that the authorities do not vouch for is not spoken to, and not tried again", async () => {
    const { made, patience } = patienceOf([10]);
    const other = await generate([{ name: "commonName", value: "localhost" }], { keySize: 2048 });
    await expect(ensureUser(settings({ patience, authorities: [other.cert] }), INPUT)).rejects.toMatchObject({
      name: "DatabaseUntrusted",
    });
    expect(made).toEqual([]);
  });

  test("nor is one of another name", async () => {
    await expect(ensureUser(settings({ host: "127.0.0.1" }), INPUT)).rejects.toMatchObject({
      name: "DatabaseUntrusted",
    });
  });
});

test("what the database refuses is told with its SQLSTATE", async () => {
  await expect(ensureUser(settings({ database: "nowhere" }), INPUT)).rejects.toMatchObject({
    name: "DatabaseRefused",
    message: `localhost:${postgres.port}: database "nowhere" does not exist (SQLSTATE 3D000)`,
  });
});
