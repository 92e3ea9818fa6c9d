import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { APP, ROOT } from "../process/project";

/**
 * Writes down the addresses of each system's managed resources, in `src/systems/<system>/addresses.txt`.
 * State finds a resource by its address: one that vanishes without a `moved` block is destroyed by
 * the next apply, and made anew under its other name.
 */

/** What matters here of a synthesized configuration. */
export interface Configuration {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
}

/** How the addresses of a configuration differ from its manifest. */
export interface Difference {
  readonly added: readonly string[];
  /** Gone, and a `moved` block leads each one to an address that is there. */
  readonly moved: readonly string[];
  /** Gone without: the next apply destroys them. */
  readonly vanished: readonly string[];
}

export const SYSTEMS = join(ROOT, "src/systems");

/** The addresses of the managed resources, sorted by code unit. */
export function managedAddresses({ resource = {} }: Configuration): string[] {
  return Object.entries(resource)
    .flatMap(([type, byName]) => Object.keys(byName).map((name) => `${type}.${name}`))
    .sort();
}

export function difference(manifest: readonly string[], configuration: Configuration): Difference {
  const present = new Set(managedAddresses(configuration));
  const known = new Set(manifest);
  const gone = manifest.filter((address) => !present.has(address));
  const isMoved = (address: string) => present.has(destination(address, configuration));
  return {
    added: [...present].filter((address) => !known.has(address)),
    moved: gone.filter(isMoved),
    vanished: gone.filter((address) => !isMoved(address)),
  };
}

/** Where the `moved` blocks lead an address, over as many of them as there are. */
function destination(address: string, configuration: Configuration): string {
  const visited = new Set<string>();
  let current = address;
  while (!visited.has(current)) {
    visited.add(current);
    current = configuration.moved?.find(({ from }) => from === current)?.to ?? current;
  }
  return current;
}

export const fileOf = (system: string, folder: string) => join(folder, system, "addresses.txt");

/** The addresses of a system's manifest; none if it has no manifest yet. */
export function readManifest(system: string, folder = SYSTEMS): string[] {
  const file = fileOf(system, folder);
  return existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
}

/**
 * Rewrites the manifests of all systems, or none of them.
 * @param removed addresses that are meant to vanish
 * @returns what is wrong; nothing if the manifests were written
 */
export function rewriteManifests(
  configurations: ReadonlyMap<string, Configuration>,
  removed: readonly string[],
  folder: string,
): string[] {
  const vanished = [...configurations].flatMap(([system, configuration]) =>
    difference(readManifest(system, folder), configuration).vanished.map((address) => ({ system, address })),
  );
  const all = new Set(vanished.map(({ address }) => address));
  const problems = [
    ...vanished
      .filter(({ address }) => !removed.includes(address))
      .map(
        ({ system, address }) =>
          `${system}: ${address} vanished, and the next apply would destroy it: say where it went in a moved block, or that it shall go with --removed ${address}`,
      ),
    ...removed
      .filter((address) => !all.has(address))
      .map((address) => `--removed ${address}: no manifest has lost that address`),
  ];
  if (problems.length > 0) return problems;
  for (const [system, configuration] of configurations) {
    writeFileSync(
      fileOf(system, folder),
      managedAddresses(configuration)
        .map((line) => `${line}\n`)
        .join(""),
    );
  }
  return [];
}

/**
 * Synthesizes what `main.ts` deploys into a folder, with every setting at its default.
 * @throws Error with the app's message if it cannot be synthesized
 */
export function synthesizeDefaults(outdir: string, app = APP): void {
  const ran = spawnSync(process.execPath, app, {
    // Not the caller's environment: it could hold settings.
    env: { PATH: process.env.PATH, CDKTF_OUTDIR: outdir, CDKTF_CONTEXT_JSON: "{}" },
    encoding: "utf8",
  });
  if (ran.status !== 0) throw new Error(`the app ended with ${String(ran.status)}: ${ran.stderr}`);
}

/**
 * The configurations of all systems that `main.ts` deploys, by their folder in `src/systems`, with
 * every setting at its default.
 * @throws Error with the app's own words if it cannot be synthesized
 */
export function defaultConfigurations(): Map<string, Configuration> {
  const outdir = mkdtempSync(join(tmpdir(), "plinth-addresses-"));
  try {
    synthesizeDefaults(outdir);
    const stacks = join(outdir, "stacks");
    const systems = readdirSync(stacks).filter((stack) => existsSync(join(SYSTEMS, stack)));
    return new Map(
      systems.sort().map((system) => {
        const text = readFileSync(join(stacks, system, "cdk.tf.json"), "utf8");
        return [system, JSON.parse(text) as Configuration];
      }),
    );
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
