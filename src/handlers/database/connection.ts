import { Client, DatabaseError } from "pg";
import { DatabaseTaskError } from "./errors";
import { type Credentials, readMaster } from "./secret";
import { type Settings } from "./settings";

/** Milliseconds. A lock that is held longer is somebody's migration. */
const STATEMENT_TIMEOUT = 30_000;
const LOCK_TIMEOUT = 10_000;

/** What a network says when nobody is there, or no longer. */
const AWAY = new Set([
  "EAI_AGAIN",
  "ECONNREFUSED",
  "ECONNRESET",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
]);
/** What a server says that starts, stops, is full, or is no longer the writer. */
const BUSY = new Set(["57P01", "57P02", "57P03", "53300", "25006"]);
const INVALID_PASSWORD = "28P01";

/**
 * Does `work` in a transaction of the master. All of it is done again when the database is away: a
 * bounded number of times. A password that was changed meanwhile is read again, once.
 * @throws DatabaseTaskError, see there
 */
export async function asMaster<T>(
  settings: Settings,
  work: (client: Client, master: string) => Promise<T>,
): Promise<T> {
  let master = await readMaster(settings);
  let isReread = false;
  return patiently(settings, async () => {
    try {
      return await inTransaction(settings, master, work);
    } catch (error) {
      if (codeOf(error) !== INVALID_PASSWORD || isReread) throw error;
      isReread = true;
      master = await readMaster(settings);
      return await inTransaction(settings, master, work);
    }
  });
}

/**
 * Does `work` as a user, without a transaction.
 * @throws DatabaseTaskError, see there
 */
export function asUser<T>(
  settings: Settings,
  user: Credentials,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  return patiently(settings, async () => {
    const client = await connect(settings, user);
    try {
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
    }
  });
}

/** Does it again while the database is away, a bounded number of times. */
async function patiently<T>(settings: Settings, work: () => Promise<T>): Promise<T> {
  const { pauses, wait } = settings.patience;
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof DatabaseTaskError) throw error;
      const pause = pauses[attempt];
      if (!isAway(error) || pause === undefined) throw explained(error, settings, attempt + 1);
      await wait(pause);
    }
  }
}

async function inTransaction<T>(
  settings: Settings,
  user: Credentials,
  work: (client: Client, master: string) => Promise<T>,
): Promise<T> {
  const client = await connect(settings, user);
  try {
    await client.query("BEGIN");
    const result = await work(client, user.username);
    await client.query("COMMIT");
    return result;
  } finally {
    // Ends a transaction that failed, too.
    await client.end().catch(() => undefined);
  }
}

async function connect(settings: Settings, { username, password }: Credentials): Promise<Client> {
  const client = new Client({
    host: settings.host,
    port: settings.port,
    database: settings.database,
    user: username,
    password,
    // Never in plain, and to nobody else: the name in the certificate is that of the host.
    ssl: { ca: [...settings.authorities], rejectUnauthorized: true, minVersion: "TLSv1.2" },
    connectionTimeoutMillis: settings.patience.connect,
    statement_timeout: STATEMENT_TIMEOUT,
    lock_timeout: LOCK_TIMEOUT,
    application_name: process.env.AWS_LAMBDA_FUNCTION_NAME ?? "database-task",
  });
  // A connection that is lost says so here as well as in the query: without a listener the process ends.
  client.on("error", () => undefined);
  await client.connect();
  return client;
}

function explained(error: unknown, { host, port }: Settings, attempts: number): DatabaseTaskError {
  const place = `${host}:${port}`;
  const { message, detail, hint } = error as Partial<DatabaseError>;
  const reason = [message || codeOf(error), detail, hint].filter(Boolean).join("; ");
  if (isAway(error)) {
    const times = attempts === 1 ? "once" : `${attempts} times`;
    return new DatabaseTaskError("DatabaseUnavailable", `${place} was tried ${times}: ${reason}`, error);
  }
  if (codeOf(error) === INVALID_PASSWORD) {
    return new DatabaseTaskError("AuthenticationFailed", `${place} refuses the password: ${reason}`, error);
  }
  if (error instanceof DatabaseError) {
    return new DatabaseTaskError("DatabaseRefused", `${place}: ${reason} (SQLSTATE ${error.code})`, error);
  }
  return new DatabaseTaskError("DatabaseUntrusted", `${place}: ${reason}`, error);
}

function isAway(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return AWAY.has(code) || BUSY.has(code) || code.startsWith("08");
  // pg's own words, which have no code.
  return error instanceof Error && /^(timeout expired|Connection terminated)/.test(error.message);
}

function codeOf(error: unknown): string | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === "string" ? code : undefined;
}
