import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { DatabaseTaskError } from "./errors";
import { type Settings } from "./settings";

/** Who signs in. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/**
 * The master's user name and password as they are now.
 * @throws DatabaseTaskError SecretUnreadable
 */
export async function readMaster({ secrets, secretArn }: Settings): Promise<Credentials> {
  let text: string | undefined;
  try {
    ({ SecretString: text } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn })));
  } catch (error) {
    const { name, message } = error as Error;
    throw new DatabaseTaskError(
      "SecretUnreadable",
      `${secretArn} cannot be read: ${name}: ${message}`,
      error,
    );
  }
  const master = parseCredentials(text ?? "");
  if (master !== undefined) return master;
  throw new DatabaseTaskError("SecretUnreadable", `${secretArn} holds no username and password`);
}

/** Says nothing of what is wrong: the text is a secret. */
export function parseCredentials(text: string): Credentials | undefined {
  try {
    const { username, password } = JSON.parse(text) as Record<string, unknown>;
    return typeof username === "string" && typeof password === "string" ? { username, password } : undefined;
  } catch {
    return undefined;
  }
}
