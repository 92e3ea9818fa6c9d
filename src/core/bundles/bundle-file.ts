import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";

/**
 * A file that esbuild made from sources, in `.build/bundles` of the project. It is made again when one of its sources
 * is newer. Sources are all files that esbuild read, the lock file of the packages, and the file that calls esbuild.
 */
export class BundleFile {
  readonly path: string;
  private readonly inputsPath: string;

  /**
   * @param root the project's folder
   * @param name path below `.build/bundles`, e.g. `app/main.js`
   */
  constructor(
    private readonly root: string,
    name: string,
  ) {
    this.path = join(root, ".build/bundles", name);
    this.inputsPath = `${this.path}.inputs.json`;
  }

  /** Whether the file exists and no source is newer. */
  get isFresh(): boolean {
    if (!existsSync(this.path) || !existsSync(this.inputsPath)) return false;
    const built = statSync(this.path).mtimeMs;
    const inputs = JSON.parse(readFileSync(this.inputsPath, "utf8")) as string[];
    return inputs.every((input) => changeTime(join(this.root, input)) < built);
  }

  /**
   * Writes the file.
   * @param inputs paths of the sources, from the project's folder
   * @param started when the build began: a source that changes during the build is newer
   */
  write(contents: string | Uint8Array, inputs: readonly string[], started: Date): void {
    writeDated(this.path, contents, started);
    writeDated(this.inputsPath, JSON.stringify([...inputs, "package-lock.json"]), started);
  }
}

/** The later of both times: a file that is moved or restored keeps its `mtime`, but not its `ctime`. */
function changeTime(file: string): number {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? Infinity : Math.max(stat.mtimeMs, stat.ctimeMs);
}

/** Renames the file into place, so that another run never reads half of it. */
function writeDated(file: string, contents: string | Uint8Array, date: Date): void {
  const aside = `${file}.${process.pid}`;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(aside, contents);
  utimesSync(aside, date, date);
  renameSync(aside, file);
}
