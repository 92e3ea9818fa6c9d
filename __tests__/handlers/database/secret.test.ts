import { readMaster } from "../../../src/handlers/database/secret";
import { settingsFrom } from "../../../src/handlers/database/settings";
import { type Answer, Aws } from "../aws";

let answer: Answer = {};
const aws = new Aws(() => answer);

beforeAll(() =>
  aws.start({
    DATABASE_HOST: "localhost",
    DATABASE_PORT: "5432",
    DATABASE_NAME: "loans",
    MASTER_SECRET_ARN: "arn:master",
  }),
);
afterAll(() => aws.stop());
const read = () => readMaster(settingsFrom(process.env, []));

test("the master is who its secret says", async () => {
  answer = { body: { SecretString: JSON.stringify({ username: "admin", password: "x", more: 1 }) } };
  expect(await read()).toEqual({ username: "admin", password: "x" });
});

test.each([{}, { SecretString: "{" }, { SecretString: JSON.stringify({ username: "admin" }) }])(
  "a secret that is none, %j, is not shown",
  async (body) => {
    answer = { body };
    await expect(read()).rejects.toMatchObject({
      name: "SecretUnreadable",
      message: "arn:master holds no username and password",
    });
  },
);

test("one that cannot be read is told with the reason", async () => {
  answer = { error: "AccessDeniedException" };
  await expect(read()).rejects.toMatchObject({
    name: "SecretUnreadable",
    message: "arn:master cannot be read: AccessDeniedException: it is so",
  });
});
