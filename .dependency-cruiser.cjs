/** What each folder of `src` may import, besides itself and packages. README.md explains the layers. */
const LAYERS = {
  process: [],
  terraform: ["process"],
  records: [],
  guardrails: [],
  handlers: [],
  core: ["guardrails"],
  // The events of the functions that they deploy.
  constructs: ["core", "guardrails", "handlers"],
  systems: ["constructs", "core", "guardrails", "handlers"],
  emulator: ["terraform", "process"],
  operations: ["terraform", "process"],
  acceptance: ["operations", "emulator", "terraform", "process", "records"],
  review: ["guardrails", "process", "records"],
  docs: ["review", "records", "guardrails", "constructs", "core", "process"],
};

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: "no-circles",
      comment: "Files import in one direction. Two types may refer to each other.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "guardrails-entrance",
      comment: "Import the guardrails from src/guardrails, not from a file inside.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/guardrails/" },
      to: { path: "^src/guardrails/", pathNot: "^src/guardrails/index\\.ts$" },
    },
    ...Object.entries(LAYERS).map(([layer, allowed]) => ({
      name: `layer-${layer}`,
      comment: `src/${layer} may import ${[layer, ...allowed].map((name) => `src/${name}`).join(", ")}.`,
      severity: "error",
      from: { path: `^src/${layer}/` },
      to: { path: "^src/", pathNot: `^src/(${[layer, ...allowed].join("|")})/` },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
  },
};
