import { request } from "node:http";
import { LocalCloudError } from "../process/errors";

/**
 * Asks the emulator; the proxy variables do not apply.
 * @returns the body of a 200 answer.
 * @throws {LocalCloudError} for any other answer, none in time, or no connection.
 */
export function ask(endpoint: string, method: "GET" | "POST", path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const failed = (why: string): void => {
      reject(new LocalCloudError(`The emulator does not answer ${method} ${endpoint}${path}: ${why}`));
    };
    const asked = request(`${endpoint}${path}`, { method, agent: false, timeout: 60_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", (error) => {
        failed(error.message);
      });
      response.on("end", () => {
        const body = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode === 200) resolve(body);
        else failed(`status ${response.statusCode ?? "?"}: ${body.slice(0, 500)}`);
      });
    });
    asked.on("timeout", () => asked.destroy(new Error("no answer within 60 s")));
    asked.on("error", (error) => {
      failed(error.message);
    });
    asked.end();
  });
}
