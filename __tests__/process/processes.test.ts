import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { randomUUID } from "node:crypto";
import { endMarked, isAlive, MARKER, markedProcesses } from "../../src/process/processes";

/** Starts a shell script with a marker and waits for its first line. */
async function marked(id: string, script: string): Promise<{ child: ChildProcess; line: string }> {
  const child = spawn("sh", ["-c", script], {
    env: { ...process.env, [MARKER]: id },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [data] = (await once(child.stdout, "data")) as [Buffer];
  return { child, line: data.toString().trim() };
}

describe("the processes of a local cloud", () => {
  it("are known by their marker, however deep and in whatever session", async () => {
    const id = randomUUID();
    const { child, line } = await marked(id, "setsid sh -c 'echo $$; exec sleep 60' & wait");
    const grandchild = Number(line);
    expect((await markedProcesses(id)).sort()).toEqual([child.pid, grandchild].sort());
    expect(await markedProcesses(id.slice(0, -1))).toEqual([]);

    const ended = once(child, "exit");
    await endMarked(id, []);
    await ended;
    expect(await markedProcesses(id)).toEqual([]);
  });

  it("are forced to end when asking does not help, but the excepted ones are let be", async () => {
    const id = randomUUID();
    const stubborn = await marked(id, "trap '' TERM; echo ready; while :; do sleep 1; done");
    const excepted = await marked(id, "echo ready; exec sleep 60");
    const ended = once(stubborn.child, "exit");
    await endMarked(id, [excepted.child.pid ?? 0], 200);
    expect(await ended).toEqual([null, "SIGKILL"]);
    expect(await markedProcesses(id)).toEqual([excepted.child.pid]);
    excepted.child.kill("SIGKILL");
    await once(excepted.child, "exit");
  });

  // While it becomes another program a process has no environment that could be read: one look may miss it.
  it("are found although they are becoming another program", async () => {
    for (let round = 0; round < 40; round += 1) {
      const id = randomUUID();
      const child = spawn("sh", ["-c", "setsid sleep 60 &"], {
        env: { ...process.env, [MARKER]: id },
        stdio: ["ignore", "pipe", "inherit"],
      });
      // The last that holds its output has ended.
      const closed = once(child, "close");
      child.stdout.resume();
      await once(child, "exit");
      await endMarked(id, []);
      await closed;
    }
  }, 30_000);
});

it.each([0, -1, 1.5, Number.NaN])("%d is the id of no process", (pid) => {
  expect(isAlive(pid)).toBe(false);
});
