import { once } from "node:events";
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type ServerResponse,
} from "node:http";
import { type AddressInfo } from "node:net";

/** Which calls a fault is for: the service that they are signed for, and the API's name of the call. */
export interface Calls {
  /** As in the signature: `kms`, `logs`, `ec2`, `s3`, `dynamodb`. */
  readonly service: string;
  /** `CreateKey`; for S3 method and path, such as `PUT /the/key`. */
  readonly action: string;
}

/** An answer in place of the service's own. */
export interface Answer {
  readonly status: number;
  /** AWS's error code, such as `ThrottlingException`. */
  readonly code: string;
}

/** A call that is held until somebody lets it go. */
export interface Held {
  /** Resolves when the call has come so far. */
  readonly reached: Promise<void>;
  release(): void;
}

interface Fault extends Calls {
  /** How many calls it is for yet. */
  left: number;
  /** Before the service sees the call, or after it has done what it was asked. */
  readonly when: "before" | "after";
  readonly act: () => Promise<Answer | undefined>;
}

/**
 * A proxy before an emulated AWS that lets calls through, holds them or answers in the service's place:
 * what goes wrong in the middle of an apply, at the very call that a test means.
 */
export class FaultProxy {
  private faults: Fault[] = [];
  /** Every call that has come, in order: `kms CreateKey`. */
  readonly calls: string[] = [];
  private readonly server = createServer((incoming, outgoing) => {
    this.serve(incoming, outgoing).catch(() => {
      outgoing.destroy();
    });
  });

  private constructor(private readonly upstream: URL) {}

  /** Starts a proxy before the emulator at `endpoint`. */
  static async start(endpoint: string): Promise<FaultProxy> {
    const proxy = new FaultProxy(new URL(endpoint));
    proxy.server.listen(0, "127.0.0.1");
    await once(proxy.server, "listening");
    return proxy;
  }

  private get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** What a command's environment must have for its calls to come here. */
  get environment(): NodeJS.ProcessEnv {
    const endpoint = `http://127.0.0.1:${this.port}`;
    const names = ["AWS_ENDPOINT_URL", "HTTP_PROXY", "http_proxy"];
    const services = ["S3", "DYNAMODB", "STS"].map((service) => `AWS_ENDPOINT_URL_${service}`);
    return Object.fromEntries([...names, ...services].map((name) => [name, endpoint]));
  }

  /**
   * Holds the next such call: before the service sees it, or after it has done it and before its caller
   * hears of that.
   */
  hold(calls: Calls, when: Fault["when"]): Held {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    const reached = new Promise<void>((resolve) => {
      const act = async (): Promise<undefined> => {
        resolve();
        await released;
      };
      this.faults.push({ ...calls, left: 1, when, act });
    });
    return { reached, release };
  }

  /** Answers the next `times` such calls in the service's place. `after`: it does what it was asked first. */
  answer(calls: Calls, answer: Answer, times: number, when: Fault["when"] = "before"): void {
    this.faults.push({ ...calls, left: times, when, act: () => Promise.resolve(answer) });
  }

  /** From now on everything goes through. */
  clear(): void {
    this.faults = [];
  }

  async stop(): Promise<void> {
    this.server.close();
    this.server.closeAllConnections();
    await once(this.server, "close");
  }

  private async serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const body = await bodyOf(incoming);
    const calls = identify(incoming, body);
    this.calls.push(`${calls.service} ${calls.action}`);
    const fault = this.faults.find(
      ({ service, action, left }) => left > 0 && service === calls.service && action === calls.action,
    );
    if (fault) fault.left -= 1;
    const early = fault?.when === "before" ? await fault.act() : undefined;
    if (early) {
      refuse(outgoing, incoming.headers, early);
      return;
    }
    const answered = await this.forward(incoming, body);
    const late = fault?.when === "after" ? await fault.act() : undefined;
    if (late) {
      refuse(outgoing, incoming.headers, late);
      return;
    }
    outgoing.writeHead(answered.status, answered.headers).end(answered.body);
  }

  /** Asks the emulator, in whose hosts and addresses its own port stands. */
  private async forward(incoming: IncomingMessage, body: Buffer) {
    const own = (text: string): string => text.replace(`:${this.port}`, `:${this.upstream.port}`);
    const asked = request({
      host: this.upstream.hostname,
      port: this.upstream.port,
      method: incoming.method,
      path: own(incoming.url ?? "/"),
      headers: { ...incoming.headers, host: own(incoming.headers.host ?? "") },
      agent: false,
    });
    asked.end(body);
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    return { status: response.statusCode ?? 502, headers: response.headers, body: await bodyOf(response) };
  }
}

/** A call by its signature and by its protocol: JSON's target, the query's action, or REST's path. */
function identify({ headers, method = "", url = "/" }: IncomingMessage, body: Buffer): Calls {
  const service = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? "")?.[1] ?? "";
  const target = String(headers["x-amz-target"] ?? "")
    .split(".")
    .at(-1);
  const query = /(?:^|&)Action=(\w+)/.exec(body.toString("latin1"))?.[1];
  // Not by URL: what ends in a number must be an IP address there, which `bucket.127.0.0.1` is not.
  const [, path = url] = /^(?:http:\/\/[^/]+)?([^?]*)/.exec(url) ?? [];
  return { service, action: target || query || `${method} ${path}` };
}

/** The error in the form that the caller's protocol has. */
function refuse(outgoing: ServerResponse, asked: IncomingHttpHeaders, { status, code }: Answer): void {
  const message = "made by a test";
  const json = "x-amz-target" in asked;
  outgoing.writeHead(status, { "content-type": json ? "application/x-amz-json-1.1" : "text/xml" }).end(
    json
      ? JSON.stringify({ __type: code, message })
      : // EC2 and S3 differ from the other query services by their frame only; all take this one.
        `<ErrorResponse><Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></Errors><Error><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
  );
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
