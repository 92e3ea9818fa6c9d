import { readFile } from "node:fs/promises";
import { type LocalCloud } from "../../src/emulator/server";
import { MARKER, markedProcesses } from "../../src/process/processes";

/** The processes inside a local cloud that have this variable in their environment. */
export async function markedProcessesWith(cloud: LocalCloud, name: string, value: string): Promise<number[]> {
  const pids = await markedProcesses(cloud.environment[MARKER] ?? "");
  const found = await Promise.all(
    pids.map(async (pid) => {
      const environment = await readFile(`/proc/${pid}/environ`, "utf8").catch(() => "");
      return environment.split("\0").includes(`${name}=${value}`) ? [pid] : [];
    }),
  );
  return found.flat();
}
