import { GetSecretValueCommand } from "@aws-sdk/client-secrets-manager";
import { DatabaseUserError } from "./errors";
import { type Settings } from "./settings";

export interface Master {
  readonly username: string;
  readonly password: string;
}

/**
 * The master's user name and password as they are now.
 * @throws DatabaseUserError SecretUnreadable
 */
export async function readMaster({ secrets, secretArn }: Settings): Promise<Master> {
  let text: string | undefined;
  try {
    ({ SecretString: text } = await secrets.send(new GetSecretValueCommand({ SecretId: secretArn })));
  } catch (error) {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    throw new DatabaseUserError("SecretUnreadable", `${secretArn} cannot be read: ${reason}`, error);
  }
  const master = parse(text ?? "");
  if (master !== undefined) return master;
  throw new DatabaseUserError("SecretUnreadable", `${secretArn} holds no username and password`);
}

/** Says nothing of what is wrong: the text is a secret. */
function parse(text: string): Master | undefined {
  try {
    const { username, password } = JSON.parse(text) as Record<string, unknown>;
    return typeof username === "string" && typeof password === "string" ? { username, password } : undefined;
  } catch {
    return undefined;
  }
}
