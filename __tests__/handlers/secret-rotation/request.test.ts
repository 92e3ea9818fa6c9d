import { parseRequest } from "../../../src/handlers/secret-rotation/request";
import { rotationSettingsFrom } from "../../../src/handlers/secret-rotation/settings";
import { newPassword, nextOf, scramVerifier, usersOf } from "../../../src/handlers/secret-rotation/users";

const ARN = "arn:aws:secretsmanager:us-east-1:123456789012:secret:login-x";
const EVENT = { Step: "setSecret", SecretId: ARN, ClientRequestToken: "t" };

test("a request is a step of the one secret to a version", () => {
  expect(parseRequest(EVENT, ARN)).toEqual({ step: "setSecret", token: "t" });
});

test("one that is wrong is refused with everything that is wrong", () => {
  expect(() => parseRequest({ Step: "undo", SecretId: "other" }, ARN)).toThrow(
    `Step "undo" is not allowed: createSecret, setSecret, testSecret, finishSecret are; SecretId "other" is not ${ARN}, which it rotates; ClientRequestToken (not given) is not allowed: the id of a version is`,
  );
  expect(() => parseRequest(null, ARN)).toThrow("Step (not given) is not allowed");
});

test("two users take turns, and the first is first", () => {
  const users = usersOf("app");
  expect([undefined, "app", "app_clone"].map((current) => nextOf(users, current))).toEqual([
    "app",
    "app_clone",
    "app",
  ]);
});

test("a password is new each time, and needs no escape", () => {
  expect(newPassword()).toMatch(/^[\w-]{43}$/);
  expect(newPassword()).not.toBe(newPassword());
});

test("a verifier is that of SCRAM-SHA-256 (the keys of RFC 7677's example)", () => {
  const salt = Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64");
  expect(scramVerifier("pencil", salt)).toBe(
    "SCRAM-SHA-256$4096:W22ZaJ0SNY7soEsUEjb6gQ==$WG5d8oPm3OtcPnkdi4Uo7BkeZkBFzpcXkuLmtbsT4qY=:wfPLwcE6nTWhTAmQ7tl2KeoiWGPlZqQxSrmfPwDl2dU=",
  );
});

test("variables that are missing are named, and wrong grants are refused", () => {
  const environment = {
    DATABASE_HOST: "h",
    DATABASE_PORT: "5432",
    DATABASE_NAME: "d",
    MASTER_SECRET_ARN: "m",
    DATABASE_USER: "app",
  };
  expect(() => rotationSettingsFrom(environment, [])).toThrow(
    "the environment lacks ROTATED_SECRET_ARN, DATABASE_GRANTS",
  );
  const wrong = { ...environment, ROTATED_SECRET_ARN: ARN, DATABASE_GRANTS: "[]" };
  expect(() => rotationSettingsFrom(wrong, [])).toThrow("grants [] is not allowed");
});

test("a verifier of a password is another one each time", () => {
  expect(scramVerifier("pencil")).toMatch(/^SCRAM-SHA-256\$4096:/);
  expect(scramVerifier("pencil")).not.toBe(scramVerifier("pencil"));
});
