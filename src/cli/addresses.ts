import { relative } from "node:path";
import { parseArgs } from "node:util";
import {
  defaultConfigurations,
  difference,
  fileOf,
  readManifest,
  rewriteManifests,
  SYSTEMS,
} from "../review/addresses";

/** `addresses [--removed ADDRESS]...`: 0 when the manifests were written, 1 when something vanished. */
function main(): number {
  const { values } = parseArgs({ options: { removed: { type: "string", multiple: true, default: [] } } });
  const configurations = defaultConfigurations();
  const before = new Map([...configurations.keys()].map((system) => [system, readManifest(system)]));
  const problems = rewriteManifests(configurations, values.removed, SYSTEMS);
  if (problems.length > 0) {
    console.error(
      ["The manifests stay as they are:", ...problems.map((problem) => `  - ${problem}`)].join("\n"),
    );
    return 1;
  }
  for (const [system, configuration] of configurations) {
    const { added, moved, vanished } = difference(before.get(system) ?? [], configuration);
    const counts = `${added.length} added, ${moved.length} moved, ${vanished.length} removed`;
    console.log(`${relative(process.cwd(), fileOf(system, SYSTEMS))}: ${counts}`);
  }
  return 0;
}

process.exitCode = main();
