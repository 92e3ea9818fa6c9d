import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { json } from "node:stream/consumers";
import { SecretsManagerClient } from "@aws-sdk/client-secrets-manager";

/** Secrets Manager's GetSecretValue over HTTP, on loopback. */
export class Secrets {
  static readonly arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:rds!cluster-1";
  /** What the secret holds; undefined: there is no such secret. */
  value: unknown;
  /** How often it was read. */
  reads = 0;
  /** Called after each reading. */
  afterRead: () => Promise<unknown> = () => Promise.resolve();
  client = new SecretsManagerClient({});
  private server: Server | undefined;

  async start(): Promise<void> {
    const server = createServer((request, response) => {
      void (async () => {
        const { SecretId } = (await json(request)) as { SecretId?: string };
        const isThere = SecretId === Secrets.arn && this.value !== undefined;
        const SecretString = typeof this.value === "string" ? this.value : JSON.stringify(this.value);
        this.reads += 1;
        await this.afterRead();
        response.writeHead(isThere ? 200 : 400, { "content-type": "application/x-amz-json-1.1" });
        const missing = { __type: "ResourceNotFoundException", message: "there is no such secret" };
        response.end(JSON.stringify(isThere ? { ARN: SecretId, SecretString } : missing));
      })();
    });
    this.server = server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    this.client = new SecretsManagerClient({
      endpoint: `http://127.0.0.1:${address.port}`,
      region: "us-east-1",
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
  }

  async stop(): Promise<void> {
    this.client.destroy();
    this.server?.closeAllConnections();
    this.server?.close();
    if (this.server !== undefined) await once(this.server, "close");
  }
}
