import { PutSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { STEPS } from "../../../src/handlers/secret-rotation/request";
import { type Credentials, Rotating } from "./rotating";

const rotating = new Rotating();
let count = 0;

beforeAll(() => rotating.start(), 120_000);
afterAll(() => rotating.stop());
beforeEach(() => rotating.empty(`app${(count += 1)}`));

const canSignIn = (credentials: Credentials) =>
  rotating.signedIn(credentials, () => Promise.resolve(true)).catch(() => false);

describe("rotations", () => {
  test("begin with a secret without a value, and let two users take turns", async () => {
    const seen: Credentials[] = [];
    for (let each = 0; each < 3; each += 1) {
      const token = await rotating.rotation();
      expect(await rotating.labels(token)).toContain("AWSCURRENT");
      seen.push(await rotating.read());
    }
    const [user, clone] = rotating.settings.users.pair;
    expect(seen.map(({ username }) => username)).toEqual([user, clone, user]);
    expect(new Set(seen.map(({ password }) => password)).size).toBe(3);
    expect(await rotating.read("AWSPREVIOUS")).toEqual(seen[1]);
    expect(await Promise.all(seen.map(canSignIn))).toEqual([false, true, true]);
  });

  test("leave both users what the grants say, and nothing more", async () => {
    await rotating.rotation();
    await rotating.rotation();
    for (const stage of ["AWSCURRENT", "AWSPREVIOUS"]) {
      await rotating.signedIn(await rotating.read(stage), async (client) => {
        await client.query("INSERT INTO ticks VALUES (1)");
        await expect(client.query("DELETE FROM ticks")).rejects.toThrow("permission denied");
        await expect(client.query("CREATE ROLE other")).rejects.toThrow("permission denied");
      });
    }
  });

  test("let each user have what the other made", async () => {
    const table = `made_by_${rotating.settings.users.pair[0]}`;
    await rotating.rotation();
    await rotating.signedIn(await rotating.read(), (client) =>
      client.query(`CREATE TABLE ${table} (id int)`),
    );
    await rotating.rotation();
    await rotating.signedIn(await rotating.read(), (client) =>
      client.query(`ALTER TABLE ${table} ADD b int`),
    );
  });

  test("go on when a grant cannot be given any more", async () => {
    await rotating.rotation();
    const table = `of_somebody_else_${count}`;
    await rotating.postgres.asSuperuser((client) => client.query(`CREATE TABLE ${table} (id int)`), "loans");
    const warned = jest.spyOn(console, "warn").mockImplementation();
    await rotating.rotation();
    expect(warned).toHaveBeenCalledWith(
      expect.objectContaining({ reason: `permission denied for table ${table}` }),
    );
    warned.mockRestore();
    expect(await canSignIn(await rotating.read())).toBe(true);
    await rotating.postgres.asSuperuser((client) => client.query(`DROP TABLE ${table}`), "loans");
  });

  test("store no password in the database, but what it is checked with", async () => {
    await rotating.rotation();
    const { username } = await rotating.read();
    const { rows } = await rotating.postgres.asSuperuser((client) =>
      client.query("SELECT rolpassword FROM pg_authid WHERE rolname = $1", [username]),
    );
    expect(rows).toEqual([{ rolpassword: expect.stringMatching(/^SCRAM-SHA-256\$4096:/) as unknown }]);
  });
});

test("no client is refused that signs in with the current secret while it is rotated", async () => {
  await rotating.rotation();
  let signIns = 0;
  let isOver = false;
  const client = async () => {
    while (!isOver) {
      await rotating.signedIn(await rotating.read(), (each) => each.query("SELECT 1"));
      signIns += 1;
    }
  };
  const clients = [client(), client()];
  for (let each = 0; each < 3; each += 1) {
    const before = signIns;
    const token = await rotating.begin();
    for (const step of STEPS) {
      const previous = await rotating.read();
      await rotating.step(step, token);
      // What was read before the step, and not used yet, is still good.
      expect(await canSignIn(previous)).toBe(true);
    }
    expect(signIns).toBeGreaterThan(before);
  }
  isOver = true;
  await Promise.all(clients);
}, 60_000);

describe.each(["of an empty secret", "of one in use"])("a rotation %s", (kind) => {
  test.each(STEPS)("is taken up again after an interruption anywhere in %s", async (interrupted) => {
    if (kind === "of one in use") await rotating.rotation();
    const token = await rotating.begin();
    for (const step of STEPS) {
      if (step === interrupted) await interruptAfterEachCall(step, token);
      await rotating.step(step, token);
    }
    // And all of it once more, by somebody who does not know that it was done.
    const done = await rotating.read();
    for (const step of STEPS) await rotating.step(step, token);
    expect(await rotating.read()).toEqual(done);
    expect(await canSignIn(done)).toBe(true);
    expect(done.username).toBe(rotating.settings.users.pair[kind === "of one in use" ? 1 : 0]);
    await rotating.rotation();
    expect(await canSignIn(done)).toBe(true);
  });

  /** Loses the answer to the first call of Secrets Manager, then to the second, and so on, until none is lost. */
  async function interruptAfterEachCall(step: (typeof STEPS)[number], token: string): Promise<void> {
    for (let lost = 1, wasLost = true; wasLost; lost += 1) {
      wasLost = false;
      let calls = 0;
      const secrets = rotating.secrets();
      secrets.middlewareStack.add(
        (next) => async (args) => {
          const answer = await next(args);
          calls += 1;
          wasLost ||= calls === lost;
          if (calls === lost) throw new Error("the function is gone");
          return answer;
        },
        { step: "initialize" },
      );
      const { settings } = rotating;
      const run = rotating.step(step, token, { ...settings, database: { ...settings.database, secrets } });
      await run.catch((error: unknown) => {
        if (!String(error).includes("the function is gone")) throw error;
      });
    }
  }
});

describe("a rotation that is asked for wrongly says what is wrong", () => {
  test("a version that is not there", async () => {
    await expect(rotating.step("createSecret", "none")).rejects.toMatchObject({
      name: "VersionNotPending",
      message: `${rotating.settings.secretArn} has no version none`,
    });
  });

  test("a version that was replaced", async () => {
    const old = await rotating.rotation();
    await rotating.rotation();
    await expect(rotating.step("setSecret", old)).rejects.toMatchObject({
      name: "VersionNotPending",
      message: expect.stringContaining("has AWSPREVIOUS: AWSPENDING is what is rotated to") as unknown,
    });
  });

  test.each(["setSecret", "testSecret", "finishSecret"] as const)("%s before createSecret", async (step) => {
    const token = await rotating.begin();
    await expect(rotating.step(step, token)).rejects.toMatchObject({
      name: "VersionNotPending",
      message: `version ${token} has no value: createSecret comes first`,
    });
  });

  test("testSecret before setSecret, without the password in its words", async () => {
    const token = await rotating.begin();
    await rotating.step("createSecret", token);
    const { password } = await rotating.read("AWSPENDING");
    const failure = await rotating.step("testSecret", token).catch((error: unknown) => error as Error);
    expect(failure).toMatchObject({ name: "AuthenticationFailed" });
    expect(String(failure)).not.toContain(password);
  });

  test("a pending version of the user whose password is in use", async () => {
    await rotating.rotation();
    const inUse = await rotating.read();
    const token = await rotating.begin();
    await rotating.secrets().send(
      new PutSecretValueCommand({
        SecretId: rotating.settings.secretArn,
        ClientRequestToken: token,
        SecretString: JSON.stringify({ ...inUse, password: "another" }),
        VersionStages: ["AWSPENDING"],
      }),
    );
    await expect(rotating.step("setSecret", token)).rejects.toMatchObject({
      message: expect.stringContaining("whose password is in use: it is not changed") as unknown,
    });
    expect(await canSignIn(inUse)).toBe(true);
  });
});
