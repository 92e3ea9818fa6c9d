import { execFile } from "node:child_process";
import { LocalCloudError } from "./errors";

/** Oldest Python that the emulator and checkov run on. */
const MINIMUM = { major: 3, minor: 10 };

/** Tried in this order; a plain `python3` comes last, since it may be too new or too old. */
const CANDIDATES = ["python3.13", "python3.12", "python3.11", "python3.10", "python3"];

/** Says what an interpreter is, in words that any Python 3 understands. */
const PROBE = `
import importlib.util, json, sys
missing = [name for name in ("venv", "ensurepip", "ssl") if importlib.util.find_spec(name) is None]
print(json.dumps({"executable": sys.executable, "version": list(sys.version_info[:3]), "missing": missing}))
`;

/** A Python that can make virtual environments. */
export interface Python {
  /** Absolute path. */
  readonly executable: string;
  /** For example `3.12.1`. */
  readonly version: string;
}

type Probe = { readonly python: Python } | { readonly problem: string };

/**
 * Finds Python 3.10 or later that can make virtual environments: `PLINTH_PYTHON` if set (then no other is
 * tried), else `python3.13` to `python3.10` and `python3` on PATH.
 * @param needing what needs it, for the message
 * @throws {LocalCloudError} that says what was tried, what was wrong with each, and what is needed.
 */
export async function findPython(
  environment: NodeJS.ProcessEnv,
  needing = "The local cloud's emulator",
): Promise<Python> {
  const named = environment["PLINTH_PYTHON"];
  const problems: string[] = [];
  for (const candidate of named ? [named] : CANDIDATES) {
    const probe = await probePython(candidate, environment);
    if ("python" in probe) return probe.python;
    problems.push(`  ${candidate}: ${probe.problem}`);
  }
  throw new LocalCloudError(
    [
      `${needing} needs Python ${MINIMUM.major}.${MINIMUM.minor} or later with its venv module.`,
      named ? "PLINTH_PYTHON names one that cannot be used:" : "None on PATH can be used:",
      ...problems,
      "Debian and Ubuntu: sudo apt install python3 python3-venv. macOS: brew install python@3.12.",
      "Or name one: PLINTH_PYTHON=/path/to/python3.",
    ].join("\n"),
  );
}

async function probePython(candidate: string, environment: NodeJS.ProcessEnv): Promise<Probe> {
  const answer = await ask(candidate, environment);
  if ("problem" in answer) return answer;
  const [major, minor, patch] = answer.version;
  const version = `${major}.${minor}.${patch}`;
  if (major !== MINIMUM.major || minor < MINIMUM.minor) return { problem: `is ${version}, too old` };
  if (answer.missing.length > 0) {
    const remedy = answer.missing.includes("ssl")
      ? "it was built without TLS"
      : `Debian and Ubuntu: sudo apt install python${major}.${minor}-venv`;
    return { problem: `is ${version}, without ${answer.missing.join(" and ")} (${remedy})` };
  }
  return { python: { executable: answer.executable, version } };
}

interface Answer {
  readonly executable: string;
  readonly version: readonly [major: number, minor: number, patch: number];
  readonly missing: readonly string[];
}

function ask(candidate: string, environment: NodeJS.ProcessEnv): Promise<Answer | { problem: string }> {
  return new Promise((resolve) => {
    const options = { env: environment, timeout: 30_000 };
    execFile(candidate, ["-I", "-c", PROBE], options, (error, stdout, stderr) => {
      if (error) {
        const firstLine = stderr.trim().split("\n")[0];
        const missing = error.code === "ENOENT";
        resolve({
          problem: missing ? "not found" : firstLine ? `does not run: ${firstLine}` : error.message,
        });
        return;
      }
      try {
        resolve(JSON.parse(stdout) as Answer);
      } catch {
        resolve({ problem: `is not a Python 3: it answered ${JSON.stringify(stdout.slice(0, 80))}` });
      }
    });
  });
}
