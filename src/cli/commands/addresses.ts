import { relative } from "node:path";
import { type Command } from "commander";
import type * as Addresses from "../../review/addresses";
import { action, load } from "../action";
import { EXIT } from "../exit-codes";

export function addAddresses(program: Command): void {
  program
    .command("addresses")
    .description("Renews the address manifests of the systems (src/systems/SYSTEM/addresses.txt).")
    .option("--removed <address>", "an address that is removed on purpose; may be repeated", collect, [])
    .addHelpText(
      "after",
      "\nExit code 1: an address vanished without a moved block. Nothing is written then.",
    )
    .action(action(addresses));
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

function addresses({ removed }: { readonly removed: readonly string[] }): number {
  const { defaultConfigurations, difference, fileOf, readManifest, rewriteManifests, SYSTEMS } = load(
    "../review/addresses",
  ) as typeof Addresses;
  const configurations = defaultConfigurations();
  const before = new Map([...configurations.keys()].map((system) => [system, readManifest(system)]));
  const problems = rewriteManifests(configurations, removed, SYSTEMS);
  if (problems.length > 0) {
    console.error(
      ["The manifests are unchanged:", ...problems.map((problem) => `  - ${problem}`)].join("\n"),
    );
    return EXIT.found;
  }
  for (const [system, configuration] of configurations) {
    const { added, moved, vanished } = difference(before.get(system) ?? [], configuration);
    const counts = `${added.length} added, ${moved.length} moved, ${vanished.length} removed`;
    console.log(`${relative(process.cwd(), fileOf(system, SYSTEMS))}: ${counts}`);
  }
  return EXIT.done;
}
