import { handler } from "../../../src/handlers/secret-rotation/index";
import { type Answer, Aws } from "../aws";

const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:app";
let stages: Record<string, string[]> = {};
let values: Record<string, unknown> = {};
let failing: Record<string, Answer> = {};
let moves: unknown[] = [];

const aws = new Aws((operation, input) => {
  const failure = failing[operation];
  if (failure !== undefined) return failure;
  const body = JSON.parse(input.toString()) as Record<string, string>;
  if (operation === "DescribeSecret") return { body: { VersionIdsToStages: stages } };
  if (operation === "GetSecretValue") {
    const value = values[body.VersionId ?? ""];
    if (value === undefined) return { error: "ResourceNotFoundException" };
    return { body: value === null ? {} : { SecretString: JSON.stringify(value) } };
  }
  if (operation === "PutSecretValue") {
    values[body.ClientRequestToken ?? ""] = JSON.parse(body.SecretString ?? "");
    return {};
  }
  const { VersionStage: stage, MoveToVersionId: to, RemoveFromVersionId: from } = body;
  moves.push({ stage, to, from });
  return {};
});

beforeAll(() =>
  aws.start({
    DATABASE_HOST: "localhost",
    DATABASE_PORT: "5432",
    DATABASE_NAME: "loans",
    MASTER_SECRET_ARN: "master",
    ROTATED_SECRET_ARN: ARN,
    DATABASE_USER: "app",
    DATABASE_GRANTS: "{}",
  }),
);
afterAll(() => aws.stop());
beforeEach(() => {
  stages = { new: ["AWSPENDING"], old: ["AWSCURRENT"] };
  values = { old: { username: "app", password: "in use" } };
  [failing, moves] = [{}, []];
  jest.spyOn(console, "info").mockImplementation();
});
afterEach(() => {
  jest.restoreAllMocks();
});

const step = (Step: string) => handler({ Step, SecretId: ARN, ClientRequestToken: "new" });
const refusal = (Step: string) => expect(step(Step)).rejects;

describe("createSecret", () => {
  test("stores a new password, of the user whose turn it is, and where it signs in", async () => {
    await step("createSecret");
    expect(values.new).toEqual({
      engine: "postgres",
      host: "localhost",
      port: 5432,
      dbname: "loans",
      username: "app_clone",
      password: expect.stringMatching(/^[\w-]{43}$/) as unknown,
    });
    expect(JSON.stringify((console.info as jest.Mock).mock.calls)).not.toContain("password");
  });

  test("begins with the first user, where there is no current version", async () => {
    stages = { new: ["AWSPENDING"] };
    await step("createSecret");
    expect(values.new).toMatchObject({ username: "app" });
  });

  test("keeps what was stored before, by it or by another run at the same time", async () => {
    values.new = { username: "app_clone", password: "first" };
    await step("createSecret");
    expect(values.new).toEqual({ username: "app_clone", password: "first" });
    values = {};
    failing = { PutSecretValue: { error: "ResourceExistsException" } };
    await step("createSecret");
    failing = { PutSecretValue: { error: "InvalidRequestException" } };
    await refusal("createSecret").toMatchObject({ name: "InvalidRequestException" });
  });
});

describe("finishSecret", () => {
  test("moves the label from the current version to the new one", async () => {
    values.new = { username: "app_clone", password: "new" };
    await step("finishSecret");
    expect(moves).toEqual([{ stage: "AWSCURRENT", to: "new", from: "old" }]);
  });

  test("gives it where none has it, and has nothing to do where the new one has", async () => {
    values.new = { username: "app_clone", password: "new" };
    stages = { new: ["AWSPENDING"] };
    await step("finishSecret");
    stages = { new: ["AWSPENDING", "AWSCURRENT"] };
    await step("finishSecret");
    stages = { new: ["AWSCURRENT"] };
    await step("finishSecret");
    expect(moves).toEqual([{ stage: "AWSCURRENT", to: "new" }]);
  });
});

describe("is refused", () => {
  test("for a version that is not there, or not pending", async () => {
    failing = { DescribeSecret: { body: {} } };
    await refusal("createSecret").toMatchObject({ name: "VersionNotPending" });
    failing = {};
    stages = { new: [] };
    await refusal("createSecret").toThrow("version new of " + ARN + " has no label");
    stages = { new: ["AWSPREVIOUS"] };
    await refusal("createSecret").toThrow("has AWSPREVIOUS: AWSPENDING is what is rotated to");
  });

  test("for a version without a value, of somebody else, or that is no sign-in", async () => {
    await refusal("testSecret").toThrow("version new has no value: createSecret comes first");
    values.new = { username: "somebody", password: "x" };
    await refusal("testSecret").toThrow('is of user "somebody": it must be app or app_clone');
    values.new = { username: "app" };
    await refusal("testSecret").toThrow(`version new of ${ARN} holds no username and password`);
    values.new = null;
    await refusal("testSecret").toMatchObject({ name: "SecretUnreadable" });
  });

  test("for the user whose password is in use", async () => {
    values.new = { username: "app", password: "new" };
    await refusal("setSecret").toThrow('is of user "app", whose password is in use: it is not changed');
  });

  test.each(["DescribeSecret", "GetSecretValue"])("when %s is, with the reason", async (operation) => {
    failing = { [operation]: { error: "AccessDeniedException" } };
    await refusal("createSecret").toMatchObject({
      name: "SecretUnreadable",
      message: `${ARN} cannot be read: AccessDeniedException: it is so`,
    });
  });

  test("when the master's secret is not there, before the database is asked", async () => {
    values.new = { username: "app_clone", password: "new" };
    await refusal("setSecret").toMatchObject({ name: "SecretUnreadable" });
  });
});
