import { readdir, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { LocalCloudError } from "../process/errors";

const REGISTRY = "registry.terraform.io";

/** Where the search looks; all but tests use the defaults. */
export interface MirrorSearch {
  readonly environment?: NodeJS.ProcessEnv;
  /** The home folder of the user. */
  readonly home?: string;
  /** The folder that `terraform.d/plugins` is relative to. */
  readonly cwd?: string;
  /** Folders whose direct children may be a mirror. */
  readonly optionalSoftware?: readonly string[];
  /** Folders in which Terraform itself looks, besides those of the user. */
  readonly dataFolders?: readonly string[];
}

/** A folder with providers, laid out as `terraform providers mirror` does. */
export interface Mirror {
  readonly folder: string;
  /** Versions by source address (`registry.terraform.io/hashicorp/aws`), of one platform. */
  readonly providers: ReadonlyMap<string, readonly string[]>;
}

/** This platform in Terraform's words, for example `linux_amd64`. */
export function platform(os: string = process.platform, arch: string = process.arch): string {
  const system = os === "win32" ? "windows" : os;
  const machine = { x64: "amd64", ia32: "386" }[arch] ?? arch;
  return `${system}_${machine}`;
}

/**
 * Finds Terraform provider mirrors: `PLINTH_PROVIDER_MIRROR` alone if it is set; else the directories that
 * Terraform itself looks into, then the children of the system's folders for optional software.
 * @returns those that hold anything for this platform, in that order.
 * @throws {LocalCloudError} if `PLINTH_PROVIDER_MIRROR` names a folder that is no mirror.
 */
export async function findMirrors(search: MirrorSearch = {}): Promise<Mirror[]> {
  const named = (search.environment ?? process.env)["PLINTH_PROVIDER_MIRROR"];
  if (named) {
    const folder = resolve(named);
    if (await isFolder(join(folder, REGISTRY))) return [await readMirror(folder)];
    throw new LocalCloudError(
      `PLINTH_PROVIDER_MIRROR is ${folder}, which holds no folder ${REGISTRY}. ` +
        "Name the folder above it, as written by: terraform providers mirror FOLDER.",
    );
  }
  const found: Mirror[] = [];
  for (const folder of await candidates(search)) {
    if (!(await isFolder(join(folder, REGISTRY)))) continue;
    const mirror = await readMirror(folder);
    if (mirror.providers.size > 0) found.push(mirror);
  }
  return found;
}

async function candidates(search: MirrorSearch): Promise<string[]> {
  const environment = search.environment ?? process.env;
  const home = search.home ?? homedir();
  const dataHome = environment["XDG_DATA_HOME"] || join(home, ".local/share");
  const dataFolders =
    search.dataFolders ?? (environment["XDG_DATA_DIRS"] || "/usr/local/share:/usr/share").split(":");
  const implied = [
    resolve(search.cwd ?? process.cwd(), "terraform.d/plugins"),
    join(home, ".terraform.d/plugins"),
    ...[dataHome, ...dataFolders].filter((folder) => folder !== "").map((f) => join(f, "terraform/plugins")),
  ];
  const optional = await Promise.all(
    (search.optionalSoftware ?? ["/opt", "/usr/local", "/usr/local/lib"]).map(async (parent) =>
      (await names(parent)).map((name) => join(parent, name)),
    ),
  );
  return [...new Set([...implied, ...optional.flat()])];
}

/** Reads what a mirror holds for one platform, unpacked (`aws/5.100.0/linux_amd64/`) or packed (zip files). */
export async function readMirror(folder: string, target: string = platform()): Promise<Mirror> {
  const providers = new Map<string, string[]>();
  for (const namespace of await names(join(folder, REGISTRY))) {
    for (const type of await names(join(folder, REGISTRY, namespace))) {
      const versions = await versionsIn(join(folder, REGISTRY, namespace, type), type, target);
      if (versions.length > 0) providers.set(`${REGISTRY}/${namespace}/${type}`, versions);
    }
  }
  return { folder, providers };
}

async function versionsIn(folder: string, type: string, target: string): Promise<string[]> {
  const versions = new Set<string>();
  const prefix = `terraform-provider-${type}_`;
  const suffix = `_${target}.zip`;
  for (const entry of await names(folder)) {
    if (entry.startsWith(prefix) && entry.endsWith(suffix)) {
      versions.add(entry.slice(prefix.length, -suffix.length));
    } else if (await isFolder(join(folder, entry, target))) versions.add(entry);
  }
  return [...versions];
}

/**
 * Terraform's CLI configuration for these mirrors: what they hold comes from them, all else from its
 * registry. No word of the user's own configuration applies, nor a call home.
 */
export function cliConfiguration(mirrors: readonly Mirror[]): string {
  const held = [...new Set(mirrors.flatMap((mirror) => [...mirror.providers.keys()]))];
  const blocks = mirrors.map(
    (mirror) =>
      `  filesystem_mirror {\n    path    = ${quote(mirror.folder)}\n    include = ${list([...mirror.providers.keys()])}\n  }\n`,
  );
  const direct = held.length > 0 ? `  direct {\n    exclude = ${list(held)}\n  }\n` : "  direct {}\n";
  return `disable_checkpoint = true\n\nprovider_installation {\n${blocks.join("")}${direct}}\n`;
}

/** Writes {@link cliConfiguration} into a folder and returns the file's path. */
export async function writeCliConfiguration(folder: string, mirrors: readonly Mirror[]): Promise<string> {
  const file = join(folder, "terraform.rc");
  await writeFile(file, cliConfiguration(mirrors));
  return file;
}

const list = (values: readonly string[]): string => `[${values.map(quote).join(", ")}]`;

/** A string in Terraform's CLI configuration; `${` would begin an interpolation. */
const quote = (value: string): string => JSON.stringify(value).replace(/([$%])\{/g, "$1$1{");

async function names(folder: string): Promise<string[]> {
  return (await readdir(folder).catch(() => [])).sort();
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
}
