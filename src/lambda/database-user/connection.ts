import { Client, DatabaseError } from "pg";
import { DatabaseUserError } from "./errors";
import { type Master, readMaster } from "./secret";
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
 * @throws DatabaseUserError, see there
 */
export async function asMaster<T>(
  settings: Settings,
  work: (client: Client, master: string) => Promise<T>,
): Promise<T> {
  const { pauses, wait } = settings.patience;
  let master = await readMaster(settings);
  let isReread = false;
  for (let attempt = 0; ;) {
    try {
      return await inTransaction(settings, master, work);
    } catch (error) {
      if (error instanceof DatabaseUserError) throw error;
      if (codeOf(error) === INVALID_PASSWORD && !isReread) {
        isReread = true;
        master = await readMaster(settings);
        continue;
      }
      const pause = pauses[attempt];
      if (!isAway(error) || pause === undefined) throw explained(error, settings, attempt + 1);
      attempt += 1;
      await wait(pause);
    }
  }
}

async function inTransaction<T>(
  settings: Settings,
  { username, password }: Master,
  work: (client: Client, master: string) => Promise<T>,
): Promise<T> {
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
    application_name: "database-user",
  });
  // A connection that is lost says so here as well as in the query: without a listener the process ends.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("BEGIN");
    const result = await work(client, username);
    await client.query("COMMIT");
    return result;
  } finally {
    // Ends a transaction that failed, too.
    await client.end().catch(() => undefined);
  }
}

function explained(error: unknown, { host, port }: Settings, attempts: number): DatabaseUserError {
  const place = `${host}:${port}`;
  const { message, detail, hint } = error as Partial<DatabaseError>;
  const reason = [message || codeOf(error), detail, hint].filter(Boolean).join("; ");
  if (isAway(error)) {
    const times = attempts === 1 ? "once" : `${attempts} times`;
    return new DatabaseUserError("DatabaseUnavailable", `${place} was tried ${times}: ${reason}`, error);
  }
  if (codeOf(error) === INVALID_PASSWORD) {
    const again = "also with the secret read again";
    return new DatabaseUserError("AuthenticationFailed", `${place}, ${again}: ${reason}`, error);
  }
  if (error instanceof DatabaseError) {
    return new DatabaseUserError("DatabaseRefused", `${place}: ${reason} (SQLSTATE ${error.code})`, error);
  }
  return new DatabaseUserError("DatabaseUntrusted", `${place}: ${reason}`, error);
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
