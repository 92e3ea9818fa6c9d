import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { setTimeout as wait } from "node:timers/promises";
import { DatabaseTaskError } from "./errors";

/** How long a database that is away is waited for. */
export interface Patience {
  /** Milliseconds before each further attempt: one attempt more than there are. */
  readonly pauses: readonly number[];
  /** Milliseconds until an attempt to connect is given up. */
  readonly connect: number;
  readonly wait: (milliseconds: number) => Promise<unknown>;
}

/** Where the database is, and how it is known. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  /** Certificates (PEM) that the database's must come from. */
  readonly authorities: readonly string[];
  /** The master's secret. */
  readonly secretArn: string;
  readonly secrets: SecretsManagerClient;
  readonly patience: Patience;
}

/** 23 s of pauses and 30 s of attempts: a Serverless v2 instance that was paused is awake by then. */
const PATIENCE: Patience = { pauses: [1000, 2000, 4000, 8000, 8000], connect: 5000, wait };

/**
 * The settings that the function's environment holds.
 * @throws DatabaseTaskError InvalidInput, with the variables that are missing
 */
export function settingsFrom(environment: NodeJS.ProcessEnv, authorities: readonly string[]): Settings {
  const missing: string[] = [];
  const read = (name: string): string => {
    const value = environment[name];
    if (value === undefined || value === "") missing.push(name);
    return value ?? "";
  };
  const settings = {
    host: read("DATABASE_HOST"),
    port: Number(read("DATABASE_PORT")),
    database: read("DATABASE_NAME"),
    secretArn: read("MASTER_SECRET_ARN"),
  };
  if (missing.length > 0) {
    throw new DatabaseTaskError("InvalidInput", `the environment lacks ${missing.join(", ")}`);
  }
  return { ...settings, authorities, secrets: new SecretsManagerClient({}), patience: PATIENCE };
}
