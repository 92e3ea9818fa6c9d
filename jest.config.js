/**
 * What coverage leaves out, and why: nothing that a unit test can run. The tests that are named run it.
 * The provider stays Istanbul (babel): V8's takes three times as long, and counts no default of an argument.
 */
const LEFT_OUT = {
  // Read arguments, and pass them on; they run in a process of their own: __tests__/cli, __tests__/**/cli*.ts.
  "src/cli/**/*.ts": "entry points",
  "src/acceptance/{demo,demo-systems,due,parts,prove,prove-system,prove-state-backend,cdktf,record}.ts":
    "entry points of the proofs",
  // Ask AWS, and are asked by the proofs: cloud/proofs, variations.cloud.ts, existing-vpc.cloud.ts.
  "src/acceptance/{clients,deployment,in-local-cloud,acceptance-spec}.ts": "a deployed system",
  "src/acceptance/checks/*.ts": "a deployed system",
  "src/acceptance/specs/*.ts": "a deployed system",
  // Run Terraform: session.cloud.ts.
  "src/terraform/{session,state}.ts": "Terraform",
  // Start, stop and watch processes of the emulator: server.cloud.ts, cli.cloud.ts, emulator.cloud.ts.
  "src/{emulator/{emulator,http,paths,server},process/{command,here,home-folder,launchers,signals}}.ts":
    "the emulator",
  // SQL, which PostgreSQL alone can judge: user.cloud.ts, connection.cloud.ts, rotate.cloud.ts.
  "src/handlers/database/{connection,reconcile-grants,grants}.ts": "PostgreSQL",
  "src/handlers/database-user/{index,user}.ts": "PostgreSQL",
  "src/handlers/secret-rotation/database.ts": "PostgreSQL",
  // Ask AWS and Terraform about a deployed system: faults/{interrupted,state,api}.cloud.ts.
  "src/operations/{run,stack,unlock}.ts": "a deployed system",
  "src/operations/orphans/{find,report}.ts": "a deployed system",
  "src/operations/state/{lock-holder,inspect,lock}.ts": "a deployed system",
  // Installs checkov and asks it: checkov.terraform.ts. Writes the page that it is compared with.
  "src/review/checkov/{files,run}.ts": "checkov",
  // Makes a key and imports it into ACM: cloud/proofs.
  "src/operations/certificate/import.ts": "a deployed system",
  // Run by the app's own process: run.test.ts, process.test.ts; by `npm run docs`: docs.test.ts.
  "src/docs/{guardrails-page,markdown,notices,pages}.ts": "another process",
  // Only exports.
  "src/guardrails/index.ts": "exports",
  // Synthesizes in another process: evidence/cli.test.ts.
  "src/review/evidence/synthesized.ts": "another process",
};

/** What must be covered, to the last line and branch. */
const WHOLE = { statements: 100, branches: 100, functions: 100, lines: 100 };

const transform = { "^.+\\.ts$": ["ts-jest", { diagnostics: false }] };
const base = {
  transform,
  testEnvironment: "node",
  roots: ["<rootDir>/__tests__"],
  moduleNameMapper: { "/stack-trace$": "<rootDir>/__tests__/support/no-token-traces.ts" },
};

/** @type {import("jest").Config} */
module.exports = {
  // Jest leaves one core free; here one worker waits for Terraform while the other computes.
  maxWorkers: 2,
  // Much more than any test takes: a busy machine must not fail one.
  testTimeout: 60_000,
  // `npm run coverage`, of the unit tests alone.
  collectCoverageFrom: ["src/**/*.ts", ...Object.keys(LEFT_OUT).map((pattern) => `!${pattern}`)],
  coverageDirectory: ".build/coverage",
  coverageReporters: ["text", "html"],
  coverageThreshold: { global: WHOLE },
  projects: [
    // What is known without Terraform: constructs, systems, rules, tools.
    {
      ...base,
      displayName: "unit",
      // With the sources, so that coverage knows of those that no test loads.
      roots: [...base.roots, "<rootDir>/src"],
      testMatch: ["<rootDir>/__tests__/**/*.test.ts"],
      setupFilesAfterEnv: ["<rootDir>/setup.js"],
    },
    // What others say of the synthesized files: Terraform (validate, plan), checkov.
    { ...base, displayName: "terraform", testMatch: ["<rootDir>/__tests__/**/*.terraform.ts"] },
    // What the emulated AWS says: apply, second plan, update, destroy.
    { ...base, displayName: "cloud", testMatch: ["<rootDir>/__tests__/**/*.cloud.ts"] },
  ],
};
