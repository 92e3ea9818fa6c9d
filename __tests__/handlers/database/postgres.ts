import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { createInterface } from "node:readline";
import { Client } from "pg";
import { generate } from "selfsigned";

const SUPERUSER = { user: "rdsadmin", password: "of the test" };

/** PostgreSQL refuses to run as root: then it runs as `nobody`. */
const NOBODY = 65534;
const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};

/**
 * A PostgreSQL server of this machine on loopback, with TLS and the roles of RDS: `rds_iam`, and a
 * master who is no superuser but makes roles.
 */
export class Postgres {
  /** The certificate that the server shows, for `localhost`; its own authority. */
  certificate = "";
  port = 0;
  private readonly folder = mkdtempSync(join(tmpdir(), "plinth-postgres-"));
  private process: ChildProcess | undefined;

  /** Makes the server and starts it, with a database `loans` of the master. */
  async create(master: { username: string; password: string }): Promise<void> {
    await this.makeCertificate();
    const passwordFile = join(this.folder, "password");
    writeFileSync(passwordFile, SUPERUSER.password);
    this.give(passwordFile, this.folder);
    execFileSync(
      binary("initdb"),
      ["-D", this.data, "-A", "scram-sha-256", "-U", SUPERUSER.user, "--pwfile", passwordFile, "-N"],
      { ...identity, stdio: "pipe", cwd: this.folder },
    );
    this.port = await freePort();
    await this.start();
    await this.asSuperuser(async (client) => {
      await client.query(`CREATE ROLE ${master.username} LOGIN CREATEROLE CREATEDB`);
      await client.query(`CREATE ROLE rds_iam ADMIN ${master.username}`);
      await client.query(`CREATE DATABASE loans OWNER ${master.username}`);
    });
    await this.setPassword(master);
  }

  async start(): Promise<void> {
    const settings = {
      listen_addresses: "127.0.0.1",
      port: String(this.port),
      unix_socket_directories: this.folder,
      ssl: "on",
      ssl_cert_file: join(this.folder, "server.crt"),
      ssl_key_file: join(this.folder, "server.key"),
      fsync: "off",
    };
    const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
    const started = spawn(binary("postgres"), ["-D", this.data, ...options], {
      ...identity,
      cwd: this.folder,
      stdio: ["ignore", "ignore", "pipe"],
    });
    this.process = started;
    const said: string[] = [];
    for await (const line of createInterface(started.stderr)) {
      said.push(line);
      if (line.includes("ready to accept connections")) {
        started.stderr.resume();
        return;
      }
    }
    throw new Error(`PostgreSQL did not start:\n${said.join("\n")}`);
  }

  /** Stops it at once; `start` brings it back. */
  async stop(): Promise<void> {
    const running = this.process;
    this.process = undefined;
    if (running === undefined) return;
    const ended = once(running, "exit");
    running.kill("SIGINT");
    await ended;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  setPassword({ username, password }: { username: string; password: string }): Promise<unknown> {
    return this.asSuperuser((client) => client.query(`ALTER ROLE ${username} PASSWORD '${password}'`));
  }

  /** Does something in the database as the superuser, who is not the master. */
  async asSuperuser<T>(use: (client: Client) => Promise<T>, database = "postgres"): Promise<T> {
    const client = new Client({ host: "127.0.0.1", port: this.port, database, ...SUPERUSER });
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.end();
    }
  }

  private get data(): string {
    return join(this.folder, "data");
  }

  private async makeCertificate(): Promise<void> {
    const made = await generate([{ name: "commonName", value: "localhost" }], {
      keySize: 2048,
      extensions: [{ name: "subjectAltName", altNames: [{ type: 2, value: "localhost" }] }],
    });
    this.certificate = made.cert;
    for (const [name, text] of [
      ["server.crt", made.cert],
      ["server.key", made.private],
    ] as const) {
      writeFileSync(join(this.folder, name), text, { mode: 0o600 });
      this.give(join(this.folder, name));
    }
  }

  private give(...paths: string[]): void {
    if (identity.uid === undefined) return;
    for (const path of paths) chownSync(path, identity.uid, identity.gid);
  }
}

/** A program of PostgreSQL: on PATH, or where Debian keeps it, the newest. */
function binary(name: string): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian) : [];
  const newest = versions
    .sort((a, b) => Number(b) - Number(a))
    .map((version) => join(debian, version, "bin"));
  const folders = [...(process.env.PATH ?? "").split(delimiter), ...newest];
  const folder = folders.find((each) => existsSync(join(each, name)) && existsSync(join(each, "initdb")));
  if (folder !== undefined) return join(folder, name);
  throw new Error(`there is no ${name} on this machine: install PostgreSQL 13 or later (Debian: postgresql)`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}
