import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import { markedProcesses } from "../../src/process/processes";
import { findPython } from "../../src/process/python";
import { ROOT } from "../../src/process/project";
import {
  ANNOUNCE,
  ANNOUNCED_GRANDCHILD,
  CLI,
  CliProcess,
  GRANDCHILD,
  killRunners,
  leftovers,
} from "./cli-process";

jest.setTimeout(10 * 60_000);

describe("npm run local", () => {
  afterEach(killRunners);

  it("passes on the command's output and exit code, and leaves nothing", async () => {
    const cli = new CliProcess(["bash", "-c", `${GRANDCHILD} ${ANNOUNCE}; echo trouble >&2; exit 7`]);
    const { id, port } = await cli.inside();
    expect(await cli.ended()).toBe(7);
    expect(cli.stdout).toMatch(/^inside \S+ \S+\n$/);
    expect(cli.stderr).toMatch(/^local cloud: http:\/\/127\.0\.0\.1:\d+ \(log: .*\)\ntrouble\n$/m);
    expect(await leftovers(id, port)).toEqual([]);
  });

  it("shows its usage without a command", async () => {
    const cli = new CliProcess([]);
    expect(await cli.ended()).toBe(2);
    expect(cli.stderr).toContain("missing required argument 'command'");
  });

  it("says so when the command does not exist", async () => {
    const cli = new CliProcess(["no-such-command"]);
    expect(await cli.ended()).toBe(127);
    expect(cli.stderr).toContain("no-such-command: not found on PATH");
  });

  it("says which port is taken and how to choose another", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const cli = new CliProcess(["--port", String(port), "true"]);
    expect(await cli.ended()).toBe(2);
    expect(cli.stderr).toMatch(
      new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use .*--port N or PLINTH_LOCAL_CLOUD_PORT=N`),
    );
    server.close();
  });

  it("listens on the port that the environment chooses", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    server.close();
    await once(server, "close");
    const cli = new CliProcess(["bash", "-c", ANNOUNCE], { PLINTH_LOCAL_CLOUD_PORT: String(port) });
    expect((await cli.inside()).port).toBe(port);
    expect(await cli.ended()).toBe(0);
  });

  it("says what is missing without Python", async () => {
    const cli = new CliProcess(["true"], { PATH: "/nowhere" });
    expect(await cli.ended()).toBe(2);
    expect(cli.stderr).toMatch(/needs Python 3\.10 or later[\s\S]*python3: not found[\s\S]*python3-venv/);
  });

  it("says what is missing without Terraform, before it starts anything", async () => {
    const cli = new CliProcess(["terraform", "apply"], { PLINTH_TERRAFORM: "/nowhere/terraform" });
    expect(await cli.ended()).toBe(2);
    expect(cli.stderr).toMatch(/^No PLINTH_TERRAFORM \(\/nowhere\/terraform\) was found\./);
  });

  it.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)(
    "passes %s on, waits for the command's end, and leaves nothing",
    async (signal) => {
      const cli = new CliProcess([
        "bash",
        "-c",
        `${GRANDCHILD} exec "$0" -e "$1"`,
        process.execPath,
        COUNTS_SIGNALS,
      ]);
      const { id, port } = await cli.inside();
      cli.child.kill(signal);
      expect(await cli.ended()).toBe(41);
      expect(await leftovers(id, port)).toEqual([]);
    },
  );

  it("leaves nothing when it is killed", async () => {
    const cli = new CliProcess(["bash", "-c", `trap '' TERM; ${ANNOUNCED_GRANDCHILD}`]);
    const { id, port } = await cli.inside();
    expect(await markedProcesses(id)).toHaveLength(3);
    cli.child.kill("SIGKILL");
    // The command's own output is still open: the runner's end is not yet its.
    await once(cli.child, "exit");
    expect(await leftovers(id, port, 10_000)).toEqual([]);
  });

  it.each(["SIGTERM", "SIGKILL"] as const)("leaves nothing when npm gets %s", async (signal) => {
    const npm = new CliProcess(["run", "--silent", "local", "--", "bash", "-c", ANNOUNCED_GRANDCHILD], {}, [
      "npm",
    ]);
    const { id, port } = await npm.inside();
    npm.child.kill(signal);
    await once(npm.child, "exit");
    expect(await leftovers(id, port, 10_000)).toEqual([]);
  });

  it("ends the command and shows the end of the log when the emulator dies", async () => {
    const cli = new CliProcess(["bash", "-c", `${ANNOUNCE}; exec sleep 1000`]);
    const { id, port } = await cli.inside();
    const emulator = (await markedProcesses(id)).find((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("plinth_emulator"),
    );
    process.kill(emulator ?? 0, "SIGKILL");
    expect(await cli.ended()).toBe(2);
    expect(cli.stderr).toMatch(/The emulator ended unexpectedly \(ended by SIGKILL\)\.\n.*log/);
    expect(await leftovers(id, port)).toEqual([]);
  });

  it("leaves Ctrl-C in a terminal to the command, which gets it once", async () => {
    const script = `${GRANDCHILD} exec "$0" -e "$1"`;
    const { executable } = await findPython(process.env);
    const child = spawn(
      executable,
      ["-c", IN_A_TERMINAL, ...CLI, ...["bash", "-c", script, process.execPath, COUNTS_SIGNALS]],
      {
        cwd: ROOT,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let output = "";
    child.stdout.on("data", (data: Buffer) => (output += data.toString()));
    await once(child, "close");
    const [, id = "", port] = /inside (\S+) http:\/\/127\.0\.0\.1:(\d+)/.exec(output) ?? [];
    expect(output).toMatch(/exit code 41$/);
    expect(await leftovers(id, Number(port))).toEqual([]);
  });
});

/** A command that takes its time to end after a signal, and tells with 40 + n how many it got. */
const COUNTS_SIGNALS = `
let count = 0;
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) {
  process.on(signal, () => {
    count += 1;
    setTimeout(() => process.exit(40 + count), 500);
  });
}
setInterval(() => undefined, 1000);
console.log("inside", process.env.PLINTH_LOCAL_CLOUD, process.env.AWS_ENDPOINT_URL);
`;

/** Python: runs a command in a terminal of its own, presses Ctrl-C once it has said "inside ...". */
const IN_A_TERMINAL = `
import os, pty, sys
pid, terminal = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
seen = b""
pressed = False
while True:
    try:
        data = os.read(terminal, 4096)
    except OSError:
        break
    if not data:
        break
    os.write(1, data)
    seen += data
    if not pressed and b"inside " in seen and seen.rstrip(b"\\r ").endswith(b"\\n"):
        pressed = True
        os.write(terminal, b"\\x03")
os.write(1, b"exit code %d" % os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
