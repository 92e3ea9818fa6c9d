import { DatabaseTaskError } from "../database/errors";

export const STEPS = ["createSecret", "setSecret", "testSecret", "finishSecret"] as const;
export type Step = (typeof STEPS)[number];

/** What Secrets Manager asks for: one step of the rotation of one secret to one version. */
export interface Request {
  readonly step: Step;
  /** The version that the rotation makes. */
  readonly token: string;
}

/**
 * Reads the event of Secrets Manager.
 * @param secretArn the secret that this function rotates: no other is
 * @throws DatabaseTaskError InvalidInput, with everything that is wrong
 */
export function parseRequest(event: unknown, secretArn: string): Request {
  const {
    Step: step,
    SecretId: secret,
    ClientRequestToken: token,
  } = (typeof event === "object" && event !== null ? event : {}) as Record<string, unknown>;
  const problems: string[] = [];
  if (!STEPS.some((each) => each === step)) {
    problems.push(`Step ${show(step)} is not allowed: ${STEPS.join(", ")} are`);
  }
  if (secret !== secretArn) problems.push(`SecretId ${show(secret)} is not ${secretArn}, which it rotates`);
  if (typeof token !== "string" || token === "") {
    problems.push(`ClientRequestToken ${show(token)} is not allowed: the id of a version is`);
  }
  if (problems.length > 0) throw new DatabaseTaskError("InvalidInput", problems.join("; "));
  return { step, token } as Request;
}

function show(value: unknown): string {
  return value === undefined ? "(not given)" : JSON.stringify(value);
}
