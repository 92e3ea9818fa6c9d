import { join } from "node:path";
import { findPython } from "../../src/process/python";
import { executables, remove } from "../terraform/folders";

const answer = (version: number[], missing: string[] = []): string =>
  `echo '${JSON.stringify({ executable: `/usr/bin/of-${version.join(".")}`, version, missing })}'`;

describe("finding Python", () => {
  const folders: string[] = [];
  const on = (scripts: Record<string, string>, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv => {
    const folder = executables(scripts);
    folders.push(folder);
    return { PATH: folder, ...more };
  };
  afterAll(() => {
    remove(...folders);
  });

  it("takes a versioned one before plain python3, the newest that the emulator knows first", async () => {
    const environment = on({
      python3: answer([3, 15, 0]),
      "python3.11": answer([3, 11, 2]),
      "python3.12": answer([3, 12, 1]),
    });
    expect(await findPython(environment)).toEqual({
      executable: "/usr/bin/of-3.12.1",
      version: "3.12.1",
    });
  });

  it("passes over one that does not run, such as a version manager's stand-in", async () => {
    const environment = on({
      "python3.13": "echo 'pyenv: python3.13: command not found' >&2; exit 127",
      python3: answer([3, 10, 4]),
    });
    expect((await findPython(environment)).version).toBe("3.10.4");
  });

  it("passes over Debian's python without its venv package", async () => {
    const environment = on({
      "python3.13": answer([3, 13, 0], ["ensurepip"]),
      "python3.11": answer([3, 11, 2]),
    });
    expect((await findPython(environment)).version).toBe("3.11.2");
  });

  it("says what is needed when there is none", async () => {
    await expect(findPython(on({}))).rejects.toThrow(
      /needs Python 3\.10 or later[\s\S]*python3\.13: not found[\s\S]*python3: not found[\s\S]*apt install python3 python3-venv[\s\S]*PLINTH_PYTHON=/,
    );
  });

  it("says what needs it", async () => {
    await expect(findPython(on({}), "checkov")).rejects.toThrow(/^checkov needs Python 3\.10/);
    await expect(findPython(on({}))).rejects.toThrow(/^The local cloud's emulator needs Python/);
  });

  it("says of each what was wrong with it", async () => {
    const environment = on({
      "python3.12": "echo 'pyenv: python3.12: command not found' >&2; exit 127",
      "python3.11": answer([3, 11, 2], ["ensurepip"]),
      python3: answer([3, 8, 10]),
    });
    await expect(findPython(environment)).rejects.toThrow(
      /python3\.12: does not run: pyenv: python3\.12: command not found\n.*python3\.11: is 3\.11\.2, without ensurepip \(Debian and Ubuntu: sudo apt install python3\.11-venv\)\n[\s\S]*python3: is 3\.8\.10, too old/,
    );
  });

  it("uses the one that PLINTH_PYTHON names, and no other when that cannot be used", async () => {
    const named = join(executables({ mine: answer([3, 12, 9]), old: answer([3, 9, 1]) }));
    folders.push(named);
    const found = on({ "python3.13": answer([3, 13, 0]) }, { PLINTH_PYTHON: join(named, "mine") });
    expect((await findPython(found)).version).toBe("3.12.9");
    const refused = on({ "python3.13": answer([3, 13, 0]) }, { PLINTH_PYTHON: join(named, "old") });
    await expect(findPython(refused)).rejects.toThrow(
      /PLINTH_PYTHON names one that cannot be used:\n.*3\.9\.1, too old/,
    );
  });
});

describe("a Python that cannot be used", () => {
  it.each([
    [answer([3, 12, 0], ["ssl"]), "python: is 3.12.0, without ssl (it was built without TLS)"],
    ["exit 3", "python: Command failed: "],
    ["echo hello", 'python: is not a Python 3: it answered "hello\\n"'],
  ])("says why: %s", async (script, problem) => {
    const folder = executables({ python: script });
    const named = join(folder, "python");
    await expect(findPython({ PATH: "/usr/bin:/bin", PLINTH_PYTHON: named })).rejects.toThrow(problem);
    remove(folder);
  });
});
