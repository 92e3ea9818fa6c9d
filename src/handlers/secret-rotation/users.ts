import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

/** The names of what a rotated user is made of. */
export interface Users {
  /** The two that take turns. While one's password is in use, the other's is changed. */
  readonly pair: readonly [string, string];
  /** What both are members of: it has the grants, and owns what they make. It cannot sign in. */
  readonly role: string;
}

export function usersOf(user: string): Users {
  return { pair: [user, `${user}_clone`], role: `${user}_role` };
}

/** Whose turn it is after `current`, or, if nobody had one, first. */
export function nextOf({ pair }: Users, current: string | undefined): string {
  return current === pair[0] ? pair[1] : pair[0];
}

/** 256 bits in letters, digits, - and _, which no connection string needs to escape. */
export function newPassword(): string {
  return randomBytes(32).toString("base64url");
}

/** PostgreSQL's default. */
const ITERATIONS = 4096;

/**
 * What PostgreSQL stores of a password (RFC 5803, SCRAM-SHA-256): given in its place, no log of
 * statements can hold the password.
 * @param password ASCII, so that SASLprep leaves it as it is
 */
export function scramVerifier(password: string, salt = randomBytes(16)): string {
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const hmac = (text: string) => createHmac("sha256", salted).update(text).digest();
  const stored = createHash("sha256").update(hmac("Client Key")).digest("base64");
  const server = hmac("Server Key").toString("base64");
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${stored}:${server}`;
}
