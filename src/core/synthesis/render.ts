import { type Json, type JsonObject } from "./json";

/** The order in which a reader meets the parts of a root module. */
const SECTIONS = [
  "//",
  "terraform",
  "provider",
  "variable",
  "locals",
  "data",
  "resource",
  "moved",
  "import",
  "output",
];

/** The bytes of `cdk.tf.json`: sections in reading order, all other keys sorted, a newline at the end. */
export function renderTerraform(configuration: JsonObject): string {
  const rest = Object.keys(configuration)
    .filter((key) => !SECTIONS.includes(key))
    .sort();
  const ordered: JsonObject = {};
  for (const key of [...SECTIONS, ...rest]) {
    const section = configuration[key];
    if (section !== undefined) ordered[key] = sortKeys(section);
  }
  return `${JSON.stringify(ordered, null, 2)}\n`;
}

/** In place where keys are in order, as most are: making these objects again would take longer than all the rest. */
function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const keys = Object.keys(value);
  const isOrdered = keys.every((key, index) => index === 0 || (keys[index - 1] as string) < key);
  const sorted = isOrdered ? value : {};
  // Code-unit order, not the locale's: the same bytes on every machine.
  for (const key of isOrdered ? keys : keys.sort()) {
    const held = value[key] as Json;
    const inner = sortKeys(held);
    if (!isOrdered || inner !== held) sorted[key] = inner;
  }
  return sorted;
}
