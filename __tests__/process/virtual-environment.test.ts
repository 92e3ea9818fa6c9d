import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../src/process/project";
import { ensureVirtualEnvironment } from "../../src/process/virtual-environment";
import { executables, folderWith, remove } from "../terraform/folders";

/**
 * Stands in for Python: makes a virtual environment with itself in it, and a pip that notes each call, then
 * does what the file `pip` beside the requirements says.
 */
const PYTHON = `
case "$2" in
  venv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  pip) for last; do :; done; folder=$(dirname "$last"); echo called >> "$folder/calls"; . "$folder/pip" ;;
esac`;

describe("the virtual environment", () => {
  const folders: string[] = [];
  const setup = (pip = "exit 0") => {
    const bin = executables({ python: PYTHON });
    const work = folderWith({ "requirements.txt": "moto==1 --hash=sha256:0\n", pip, "home/": "" });
    folders.push(bin, work);
    const said: string[] = [];
    const options = {
      what: "the emulator",
      python: { executable: join(bin, "python"), version: "3.12.1" },
      requirements: join(work, "requirements.txt"),
      home: join(work, "home"),
      say: (line: string) => {
        said.push(line);
      },
    };
    const calls = (): number => readFileSync(join(work, "calls"), "utf8").trim().split("\n").length;
    return { options, work, said, calls, made: () => readdirSync(options.home) };
  };
  afterAll(() => {
    remove(...folders);
  });

  it("is made once, with a word that it takes a while", async () => {
    const { options, said, calls, made } = setup();
    const python = await ensureVirtualEnvironment(options);
    expect(existsSync(python)).toBe(true);
    expect(said[0]).toMatch(/installing the emulator with Python 3\.12\.1/);
    expect(await ensureVirtualEnvironment(options)).toBe(python);
    expect(calls()).toBe(1);
    expect(made()).toHaveLength(1);
  });

  it("is another one for other requirements and for another Python", async () => {
    const { options } = setup();
    const first = await ensureVirtualEnvironment(options);
    const python = { ...options.python, version: "3.12.2" };
    expect(await ensureVirtualEnvironment({ ...options, python })).not.toBe(first);
    writeFileSync(options.requirements, "moto==2 --hash=sha256:1\n");
    expect(await ensureVirtualEnvironment(options)).not.toBe(first);
  });

  it("is made anew when the Python that it was made with has gone", async () => {
    const { options } = setup();
    const python = await ensureVirtualEnvironment(options);
    remove(python);
    expect(await ensureVirtualEnvironment(options)).toBe(python);
    expect(existsSync(python)).toBe(true);
  });

  it("is refused with all that pip said, and nothing is left", async () => {
    const { options, made } = setup("echo 'Collecting moto'; echo 'THESE PACKAGES DO NOT MATCH' >&2; exit 1");
    await expect(ensureVirtualEnvironment(options)).rejects.toThrow(
      /Installing the emulator failed: .*-m pip install --require-hashes[\s\S]*Collecting moto\nTHESE PACKAGES DO NOT MATCH/,
    );
    expect(made()).toEqual([]);
  });

  it("leaves nothing when it is given up", async () => {
    const { options, made, work } = setup('touch "$folder/begun"; exec sleep 60');
    const abort = new AbortController();
    const installing = ensureVirtualEnvironment({ ...options, signal: abort.signal });
    await appears(join(work, "begun"));
    abort.abort();
    await expect(installing).rejects.toThrow("interrupted");
    expect(made()).toEqual([]);
  });

  it("does not look finished after a kill, and the next run clears up and makes it", async () => {
    const { options, made, work } = setup('echo $$ > "$folder/begun"; exec sleep 60');
    const script = `require("./src/process/virtual-environment").ensureVirtualEnvironment({...${JSON.stringify(options)}, say() {}})`;
    const child = spawn(process.execPath, ["-r", "tsx/cjs", "-e", script], { cwd: ROOT });
    await appears(join(work, "begun"));
    child.kill("SIGKILL");
    await once(child, "exit");
    process.kill(Number(readFileSync(join(work, "begun"), "utf8")), "SIGKILL");
    expect(made()).toEqual([expect.stringContaining(".building~")]);

    writeFileSync(join(work, "pip"), "exit 0");
    const python = await ensureVirtualEnvironment(options);
    expect(existsSync(python)).toBe(true);
    expect(made()).toEqual([expect.not.stringContaining(".building~")]);
  });

  it("is refused with how pip ended, where pip said nothing", async () => {
    const { options } = setup("exit 3");
    await expect(ensureVirtualEnvironment(options)).rejects.toThrow(/ended with\nCommand failed: /);
  });

  it("serves two that begin at the same moment", async () => {
    const { options, made } = setup();
    const [first, second] = await Promise.all([
      ensureVirtualEnvironment(options),
      ensureVirtualEnvironment(options),
    ]);
    expect(first).toBe(second);
    expect(existsSync(first)).toBe(true);
    expect(made()).toHaveLength(1);
  });

  it("has one that comes later wait for the one that is at it", async () => {
    const { options, calls, said, work } = setup(
      'touch "$folder/begun"; while [ ! -e "$folder/go" ]; do :; done',
    );
    const first = ensureVirtualEnvironment(options);
    await appears(join(work, "begun"));
    const second = ensureVirtualEnvironment({
      ...options,
      say: (line) => {
        said.push(line);
        // Later than its next look, which finds the first one still at it.
        setTimeout(() => {
          writeFileSync(join(work, "go"), "");
        }, 400);
      },
      signal: new AbortController().signal,
    });
    expect(await second).toBe(await first);
    expect(said.filter((line) => line.includes("waiting for it"))).toHaveLength(1);
    expect(calls()).toBe(1);
  });
});

async function appears(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 10));
}
