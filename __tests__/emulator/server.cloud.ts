import { join } from "node:path";
import type { LocalCloud } from "../../src/emulator/server";
import { startLocalCloud } from "../../src/emulator/server";
import { leftovers } from "./cli-process";
import { folderWith, remove } from "../terraform/folders";

jest.setTimeout(10 * 60_000);

/** Terraform with the AWS provider, which here may try a call once only. */
const STACK = {
  terraform: { required_providers: { aws: { source: "hashicorp/aws", version: "~> 5.100" } } },
  provider: { aws: { region: "us-east-1", max_retries: 1 } },
  resource: { aws_vpc: { one: { cidr_block: "10.0.0.0/16" } } },
};

describe("the local cloud", () => {
  let cloud: LocalCloud;
  const folder = folderWith({ "stack/main.tf.json": JSON.stringify(STACK) });
  beforeAll(async () => {
    cloud = await startLocalCloud({ quiet: true });
  });
  afterAll(async () => {
    await cloud.stop();
    remove(folder);
  });

  /** Runs a command inside and gives all that it printed. */
  const inside = async (script: string, cwd?: string): Promise<{ code: number; output: string }> => {
    const lines: string[] = [];
    const { code } = await cloud.run("bash", ["-c", script], { cwd, onLine: (line) => lines.push(line) });
    return { code, output: lines.join("\n") };
  };

  it("gives each line of a command, by stream, and its end", async () => {
    const lines: string[] = [];
    const result = await cloud.run("bash", ["-c", 'echo out; echo "$EXTRA" >&2; exit 3'], {
      env: { EXTRA: "more" },
      onLine: (line, stream) => lines.push(`${stream} ${line}`),
    });
    expect(result).toEqual({ code: 3, signal: null });
    expect(lines.sort()).toEqual(["stderr more", "stdout out"]);
  });

  it("tells by which signal a command ended", async () => {
    const result = await cloud.run("bash", ["-c", "kill -KILL $$"], { onLine: () => undefined });
    expect(result).toEqual({ code: 137, signal: "SIGKILL" });
  });

  it("does not wait for what a command leaves behind with its output open", async () => {
    const start = Date.now();
    expect((await inside("sleep 1000 & echo done")).output).toBe("done");
    expect(Date.now() - start).toBeLessThan(30_000);
  });

  it("says which command or folder there is none of", async () => {
    await expect(cloud.run("no-such-command", [])).rejects.toThrow("no-such-command: not found on PATH");
    await expect(cloud.run("true", [], { cwd: "/nowhere" })).rejects.toThrow("there is no folder /nowhere");
  });

  it("lets Terraform make something, shows it in the inventory, and forgets it at a reset", async () => {
    expect(await cloud.inventory()).toEqual([]);
    const script = "terraform init -input=false -no-color && terraform apply -auto-approve -no-color";
    const applied = await inside(script, join(folder, "stack"));
    expect(applied.output).toContain("1 added");
    expect(applied.code).toBe(0);
    const vpcs = (await cloud.inventory()).filter(
      ({ service, id }) => service === "ec2" && id.startsWith("vpc-"),
    );
    expect(vpcs).toEqual([expect.objectContaining({ region: "us-east-1" })]);
    await cloud.reset();
    expect(await cloud.inventory()).toEqual([]);
  });

  it("refuses Terraform the way to AWS when it does not go to the emulator", async () => {
    const script = "unset ${!AWS_ENDPOINT_URL*}; terraform plan -no-color";
    const { code, output } = await inside(script, join(folder, "stack"));
    expect(code).toBe(1);
    expect(output).toMatch(
      /Post "https:\/\/sts\.[\w.-]*amazonaws\.com\/": proxyconnect tcp: .* connection refused/,
    );
  });

  it.each(["https://sts.us-east-1.amazonaws.com", "https://example.com"])(
    "refuses other programs the way to %s",
    async (url) => {
      const { code, output } = await inside(`curl --silent --show-error --max-time 20 ${url}`);
      expect(code).toBe(7);
      expect(output).toContain("Failed to connect to 127.0.0.1");
    },
  );

  it.each(["http://169.254.169.254/latest/meta-data", "http://bucket.s3.amazonaws.com/key"])(
    "has the emulator answer for %s, and nobody else",
    async (url) => {
      const { output } = await inside(
        `curl --silent --output /dev/null --write-out 'http://%{remote_ip}:%{remote_port}' ${url}`,
      );
      expect(output).toBe(cloud.endpoint);
    },
  );

  it("ends all that runs inside when it is stopped, and may be stopped twice", async () => {
    const other = await startLocalCloud({ quiet: true });
    const id = other.environment["PLINTH_LOCAL_CLOUD"] ?? "";
    const begun = new Promise<void>((resolve) => {
      void other.run("bash", ["-c", "setsid sleep 1000 & echo begun; wait"], {
        onLine: () => {
          resolve();
        },
      });
    });
    await begun;
    await Promise.all([other.stop(), other.stop()]);
    expect(await leftovers(id, Number(new URL(other.endpoint).port))).toEqual([]);
    await expect(other.inventory()).rejects.toThrow("does not answer GET");
  });
});
