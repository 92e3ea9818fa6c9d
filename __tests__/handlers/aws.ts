import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { buffer } from "node:stream/consumers";

/** What AWS answers: a body, or an error by its name. */
export type Answer = { readonly body?: object | Buffer } | { readonly error: string; readonly more?: object };

/** AWS over HTTP on loopback, where the SDK's clients of this process find it. */
export class Aws {
  private server: Server | undefined;
  private readonly before = { ...process.env };

  /** @param answer to an operation (`PutItem`; of S3 `GET /bucket/key`) with its input */
  constructor(private readonly answer: (operation: string, input: Buffer) => Answer) {}

  async start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const server = createServer((request, response) => {
      void (async () => {
        const input = await buffer(request);
        const target = request.headers["x-amz-target"];
        const path = new URL(request.url ?? "", "http://localhost").pathname;
        const answer = this.answer(
          typeof target === "string" ? target.replace(/.*\./, "") : `${request.method ?? ""} ${path}`,
          input,
        );
        const failed = "error" in answer;
        response.writeHead(failed ? 400 : 200, { "content-type": "application/x-amz-json-1.1" });
        if (failed)
          response.end(JSON.stringify({ __type: answer.error, message: "it is so", ...answer.more }));
        else response.end(answer.body instanceof Buffer ? answer.body : JSON.stringify(answer.body ?? {}));
      })();
    });
    this.server = server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    process.env = {
      ...this.before,
      AWS_ENDPOINT_URL: `http://127.0.0.1:${address.port}`,
      AWS_REGION: "us-east-1",
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      ...environment,
    };
  }

  async stop(): Promise<void> {
    process.env = this.before;
    this.server?.closeAllConnections();
    this.server?.close();
    if (this.server !== undefined) await once(this.server, "close");
  }
}
