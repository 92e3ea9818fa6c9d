import { randomUUID } from "node:crypto";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { CreateFunctionCommand, LambdaClient } from "@aws-sdk/client-lambda";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { Client } from "pg";
import { zip } from "../../../src/constructs/functions/zip";
import { parseRequest, type Step, STEPS } from "../../../src/handlers/secret-rotation/request";
import { rotate } from "../../../src/handlers/secret-rotation/rotate";
import { type RotationSettings } from "../../../src/handlers/secret-rotation/settings";
import { usersOf } from "../../../src/handlers/secret-rotation/users";
import { type LocalCloud, startLocalCloud } from "../../../src/emulator/server";
import { Postgres } from "../database/postgres";

const MASTER = { username: "clusteradmin", password: "first" };
const GRANTS = {
  public: { privileges: ["USAGE", "CREATE"], tables: { "*": ["SELECT", "INSERT"] } },
} as const;

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** A real PostgreSQL and an emulated Secrets Manager, whose part in a rotation is played here: it asks for the steps. */
export class Rotating {
  readonly postgres = new Postgres();
  settings!: RotationSettings;
  private cloud: LocalCloud | undefined;
  private functionArn = "";
  private masterArn = "";

  async start(): Promise<void> {
    this.cloud = await startLocalCloud({ quiet: true });
    await this.postgres.create(MASTER);
    await this.postgres.asSuperuser(
      (client) => client.query(`SET ROLE ${MASTER.username}; CREATE TABLE ticks (id int)`),
      "loans",
    );
    this.functionArn = await this.makeFunction();
    this.masterArn = await this.makeSecret("master", JSON.stringify(MASTER));
  }

  async stop(): Promise<void> {
    await this.cloud?.stop();
    await this.postgres.remove();
  }

  /** A secret without a value for a user that is not there yet. */
  async empty(user: string): Promise<void> {
    this.settings = {
      database: {
        host: "localhost",
        port: this.postgres.port,
        database: "loans",
        authorities: [this.postgres.certificate],
        secretArn: this.masterArn,
        secrets: this.secrets(),
        patience: { pauses: [], connect: 5000, wait: () => Promise.resolve() },
      },
      secretArn: await this.makeSecret(user),
      users: usersOf(user),
      grants: GRANTS,
    };
  }

  /** A client of Secrets Manager, as the function has one. */
  secrets(): SecretsManagerClient {
    return new SecretsManagerClient(this.access());
  }

  /** Has a rotation begun. @returns the version that it is to make */
  async begin(): Promise<string> {
    const token = randomUUID();
    await this.secrets().send(
      new RotateSecretCommand({
        SecretId: this.settings.secretArn,
        ClientRequestToken: token,
        RotationLambdaARN: this.functionArn,
        RotationRules: { AutomaticallyAfterDays: 30 },
      }),
    );
    return token;
  }

  step(step: Step, token: string, settings = this.settings): Promise<void> {
    const event = { Step: step, SecretId: settings.secretArn, ClientRequestToken: token };
    return rotate(settings, parseRequest(event, settings.secretArn));
  }

  async rotation(): Promise<string> {
    const token = await this.begin();
    for (const step of STEPS) await this.step(step, token);
    return token;
  }

  /** What a client reads: without a stage the current version. */
  async read(stage?: string): Promise<Credentials> {
    const command = new GetSecretValueCommand({
      SecretId: this.settings.secretArn,
      ...(stage !== undefined && { VersionStage: stage }),
    });
    const { SecretString } = await this.secrets().send(command);
    return JSON.parse(SecretString ?? "") as Credentials;
  }

  async labels(token: string): Promise<readonly string[]> {
    const command = new DescribeSecretCommand({ SecretId: this.settings.secretArn });
    return (await this.secrets().send(command)).VersionIdsToStages?.[token] ?? [];
  }

  /** Does something in the database as a client that signs in. */
  async signedIn<T>({ username, password }: Credentials, use: (client: Client) => Promise<T>): Promise<T> {
    const { port, certificate } = this.postgres;
    const client = new Client({
      host: "localhost",
      port,
      database: "loans",
      user: username,
      password,
      ssl: { ca: certificate },
    });
    await client.connect();
    try {
      return await use(client);
    } finally {
      await client.end();
    }
  }

  private access() {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" };
    return { endpoint: this.cloud?.endpoint ?? "", region: "us-east-1", credentials };
  }

  private async makeSecret(name: string, value?: string): Promise<string> {
    const command = new CreateSecretCommand({
      Name: name,
      ...(value !== undefined && { SecretString: value }),
    });
    return (await this.secrets().send(command)).ARN ?? "";
  }

  private async makeFunction(): Promise<string> {
    const trust = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    const made = await new IAMClient(this.access()).send(
      new CreateRoleCommand({ RoleName: "rotation", AssumeRolePolicyDocument: trust }),
    );
    const { FunctionArn = "" } = await new LambdaClient(this.access()).send(
      new CreateFunctionCommand({
        FunctionName: "rotation",
        Role: made.Role?.Arn ?? "",
        Runtime: "nodejs22.x",
        Handler: "index.handler",
        Code: { ZipFile: zip({ "index.js": Buffer.from("") }) },
      }),
    );
    return FunctionArn;
  }
}
