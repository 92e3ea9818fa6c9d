import {
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  ResourceExistsException,
  ResourceNotFoundException,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { DatabaseTaskError } from "../database/errors";
import { type Credentials, parseCredentials } from "../database/secret";
import { type RotationSettings } from "./settings";

/** Which versions of the secret there are, as far as a rotation needs to know. */
export interface Versions {
  /** The version with AWSCURRENT; none before the first rotation. */
  readonly current: string | undefined;
  /** Labels of the version that is rotated to. */
  readonly labels: readonly string[];
}

/**
 * Asks what the secret's versions are.
 * @throws DatabaseTaskError VersionNotPending when `token` is not the version that is rotated to
 */
export async function versionsOf(
  { database, secretArn }: RotationSettings,
  token: string,
): Promise<Versions> {
  const { VersionIdsToStages: stages = {} } = await database.secrets
    .send(new DescribeSecretCommand({ SecretId: secretArn }))
    .catch((error: unknown) => {
      throw unreadable(secretArn, error);
    });
  const labels = stages[token];
  if (labels === undefined) {
    throw new DatabaseTaskError("VersionNotPending", `${secretArn} has no version ${token}`);
  }
  if (!labels.includes("AWSPENDING") && !labels.includes("AWSCURRENT")) {
    const has = labels.length > 0 ? labels.join(", ") : "no label";
    throw new DatabaseTaskError(
      "VersionNotPending",
      `version ${token} of ${secretArn} has ${has}: AWSPENDING is what is rotated to`,
    );
  }
  const current = Object.entries(stages).find(([, each]) => each.includes("AWSCURRENT"))?.[0];
  return { current, labels };
}

/**
 * What a version holds; undefined when it holds nothing yet.
 * @throws DatabaseTaskError SecretUnreadable
 */
export async function readVersion(
  { database, secretArn }: RotationSettings,
  version: string,
): Promise<Credentials | undefined> {
  let text: string | undefined;
  try {
    const command = new GetSecretValueCommand({ SecretId: secretArn, VersionId: version });
    ({ SecretString: text } = await database.secrets.send(command));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw unreadable(secretArn, error);
  }
  const credentials = parseCredentials(text ?? "");
  if (credentials !== undefined) return credentials;
  throw new DatabaseTaskError(
    "SecretUnreadable",
    `version ${version} of ${secretArn} holds no username and password`,
  );
}

/** Stores a pending version. One that another run stored meanwhile stays. */
export async function storePending(
  { database, secretArn }: RotationSettings,
  token: string,
  credentials: Credentials,
): Promise<void> {
  const { host, port, database: dbname } = database;
  // The keys of RDS's own secrets (Secrets Manager user guide, "JSON structure of secrets").
  const value = { engine: "postgres", host, port, dbname, ...credentials };
  try {
    await database.secrets.send(
      new PutSecretValueCommand({
        SecretId: secretArn,
        ClientRequestToken: token,
        SecretString: JSON.stringify(value),
        VersionStages: ["AWSPENDING"],
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceExistsException)) throw error;
  }
}

/** Makes a version the one that clients read; the one before it becomes AWSPREVIOUS. */
export async function makeCurrent(
  { database, secretArn }: RotationSettings,
  token: string,
  current: string | undefined,
): Promise<void> {
  await database.secrets.send(
    new UpdateSecretVersionStageCommand({
      SecretId: secretArn,
      VersionStage: "AWSCURRENT",
      MoveToVersionId: token,
      ...(current !== undefined && { RemoveFromVersionId: current }),
    }),
  );
}

function unreadable(secretArn: string, error: unknown): DatabaseTaskError {
  const { name, message } = error as Error;
  return new DatabaseTaskError("SecretUnreadable", `${secretArn} cannot be read: ${name}: ${message}`, error);
}
