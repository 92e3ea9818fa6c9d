import { DatabaseTaskError } from "../database/errors";
import { type Credentials } from "../database/secret";
import { ensureUser, trySignIn } from "./database";
import { type Request, type Step } from "./request";
import { type RotationSettings } from "./settings";
import { newPassword, nextOf } from "./users";
import { makeCurrent, readVersion, storePending, type Versions, versionsOf } from "./versions";

type Work = (settings: RotationSettings, token: string, versions: Versions) => Promise<void>;

const WORK: Readonly<Record<Step, Work>> = {
  createSecret: create,
  setSecret: set,
  testSecret: test,
  finishSecret: finish,
};

/**
 * Does one step of a rotation between two users (Secrets Manager user guide, "Alternating users"): each
 * step may be done again, after an interruption at any point, and then finds what it had done.
 *
 * The password in AWSCURRENT is never touched. That of AWSPREVIOUS holds until the next rotation.
 * @throws DatabaseTaskError, see there
 */
export async function rotate(settings: RotationSettings, { step, token }: Request): Promise<void> {
  const versions = await versionsOf(settings, token);
  const isFinished = versions.current === token && !versions.labels.includes("AWSPENDING");
  if (!isFinished) await WORK[step](settings, token, versions);
}

/** Stores a new password, of the user whose turn it is. The first of all rotations finds no current one. */
async function create(settings: RotationSettings, token: string, { current }: Versions): Promise<void> {
  if ((await readVersion(settings, token)) !== undefined) return;
  const username = nextOf(settings.users, (await currentOf(settings, token, current))?.username);
  await storePending(settings, token, { username, password: newPassword() });
}

/** Lets the user sign in with it. */
async function set(settings: RotationSettings, token: string, { current }: Versions): Promise<void> {
  const pending = await pendingOf(settings, token);
  const inUse = await currentOf(settings, token, current);
  if (inUse?.username === pending.username) {
    throw new DatabaseTaskError(
      "InvalidInput",
      `version ${token} is of user "${pending.username}", whose password is in use: it is not changed`,
    );
  }
  await ensureUser(settings, pending);
}

async function test(settings: RotationSettings, token: string): Promise<void> {
  await trySignIn(settings, await pendingOf(settings, token));
}

/** Lets clients have it. */
async function finish(settings: RotationSettings, token: string, { current }: Versions): Promise<void> {
  await pendingOf(settings, token);
  // Secrets Manager makes the first version that a secret ever has current by itself.
  if (current !== token) await makeCurrent(settings, token, current);
}

/** What clients use now, unless that is the pending version itself. */
async function currentOf(
  settings: RotationSettings,
  token: string,
  current: string | undefined,
): Promise<Credentials | undefined> {
  if (current === undefined || current === token) return undefined;
  return checked(settings, current, await readVersion(settings, current));
}

async function pendingOf(settings: RotationSettings, token: string): Promise<Credentials> {
  const pending = checked(settings, token, await readVersion(settings, token));
  if (pending !== undefined) return pending;
  throw new DatabaseTaskError("VersionNotPending", `version ${token} has no value: createSecret comes first`);
}

function checked(
  { users }: RotationSettings,
  version: string,
  credentials: Credentials | undefined,
): Credentials | undefined {
  if (credentials === undefined || users.pair.includes(credentials.username)) return credentials;
  throw new DatabaseTaskError(
    "SecretUnreadable",
    `version ${version} is of user "${credentials.username}": it must be ${users.pair.join(" or ")}`,
  );
}
