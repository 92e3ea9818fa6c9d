import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chosenRules, evaluate, type Choice, readConfiguration } from "../../../src/guardrails";
import { type LocalCloud, startLocalCloud } from "../../../src/emulator/server";
import { type PlanResult, TerraformSession } from "../../../src/terraform/session";

/**
 * Terraform that is not ours, and the packs that are asked about its plan. Its comments name the faults that are in
 * it, and what a plan does not show: `# fault: RULE[, RULE] [at ADDRESS]`, `# unseen: ...`; without an address it is
 * that of the resource in the next line.
 */
const CASES: readonly { name: string; choice: Choice }[] = [
  { name: "three-tier", choice: { packs: ["encryption", "network-exposure", "logging"] } },
  {
    name: "events",
    choice: {
      packs: ["naming", "encryption", "least-privilege", "logging"],
      settings: { "naming-environment-suffix": { variable: "stage" } },
    },
  },
  {
    name: "containers",
    choice: { packs: ["encryption", "network-exposure", "least-privilege"] },
  },
];

let cloud: LocalCloud;
let home: string;

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "plinth-foreign-"));
  cloud = await startLocalCloud({ quiet: true });
}, 120_000);

afterAll(async () => {
  await cloud.stop();
  await rm(home, { recursive: true, force: true });
});

async function planOf(name: string): Promise<PlanResult["plan"]> {
  const session = await TerraformSession.open({
    cloud,
    stackFolder: join(__dirname, name),
    copyTo: join(home, name),
  });
  await session.init();
  return (await session.plan()).plan;
}

/** What the comments of a configuration name, as `address rule`. */
async function namedIn(name: string, what: "fault" | "unseen"): Promise<string[]> {
  const files = (await readdir(join(__dirname, name), { recursive: true })).filter((file) =>
    file.endsWith(".tf"),
  );
  const texts = await Promise.all(files.map((file) => readFile(join(__dirname, name, file), "utf8")));
  const comments = new RegExp(`# ${what}: ([\\w, -]+?)(?: at (\\S+))?\n(?:resource "(\\w+)" "(\\w+)")?`, "g");
  const named = texts.flatMap((text) =>
    [...text.matchAll(comments)].flatMap(([comment, rules = "", at, type, resource]) => {
      const address = at ?? (type === undefined ? undefined : `${type}.${resource ?? ""}`);
      if (address === undefined) throw new Error(`${name}: at which address is ${comment}?`);
      return rules.split(", ").map((rule) => `${address} ${rule}`);
    }),
  );
  return named.sort();
}

test.each(CASES)(
  "$name: what is found is what its comments name, and nothing else",
  async ({ name, choice }) => {
    const plan = await planOf(name);
    const rules = chosenRules(choice);
    const report = evaluate(readConfiguration(plan, name), { rules });
    const pairs = (findings: typeof report.findings): string[] =>
      findings.map(({ address, rule }) => `${address} ${rule}`).sort();
    expect(pairs(report.violations)).toEqual(await namedIn(name, "fault"));
    expect(pairs(report.unknowns)).toEqual(await namedIn(name, "unseen"));
    const planned = new Set(plan.resource_changes?.map(({ address }) => address));
    const addresses = report.findings.map(({ address }) => address);
    expect(addresses.filter((address) => address !== "terraform" && !planned.has(address))).toEqual([]);
    expect(report.passed.length).toBeGreaterThan(report.violations.length);
  },
  60_000,
);
