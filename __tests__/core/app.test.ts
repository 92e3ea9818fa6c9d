import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TerraformOutput } from "cdktf";
import { PlinthApp } from "../../src/core/app";
import { ConfigurationError } from "../../src/core/errors";
import type { SystemStack } from "../../src/core/system-stack";
import { type SystemStackProps } from "../../src/core/system-stack";
import { StateBackend } from "../../src/systems/state-backend/state-backend";
import { filesBelow } from "../support/files";
import { inTemporaryFolder, problemsOf, systemOf } from "../support/synth";
import { LoanProcessing } from "../../src/systems/loan-processing/loan-processing";

const broken = systemOf((stack) => {
  throw ConfigurationError.at(stack, "it is broken");
});
const buggy = systemOf(() => {
  throw new TypeError("a bug of ours");
});

/** What is wrong with an app, as `where` of each problem, and the files that it wrote. */
function refused(fill: (app: PlinthApp) => void, environment: Record<string, string> = {}) {
  return inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment, outdir });
    const problems = problemsOf(() => {
      fill(app);
      app.synth();
    });
    return { places: problems.map(({ where }) => where), written: filesBelow(outdir) };
  });
}

describe("what is wrong is collected", () => {
  test("from the settings and the constructs of all deployments, and nothing is written", () => {
    const { places, written } = refused((app) => {
      app.add(StateBackend, "state-backend");
      app.add(LoanProcessing, "loans-eu", { vpcCidr: "8.8.8.0/16", azz: 3 });
      app.add(LoanProcessing, "loans-us", { azs: 7, destroyable: "yes" });
      app.add(broken, "third");
      app.add(broken, "fourth");
    });
    expect(places).toEqual(
      expect.arrayContaining(["loans-eu.azz", "loans-us.azs", "loans-us.destroyable", "third", "fourth"]),
    );
    expect(written).toEqual({});
  });

  test("from the environment and the settings", () => {
    const { places, written } = refused(
      (app) => {
        app.add(LoanProcessing, "loans", { azs: 1 });
      },
      { ENVIRONMENT_SUFFIX: "Not_One", DEPLOY_REGION: "moon" },
    );
    expect(places).toEqual(["ENVIRONMENT_SUFFIX", "DEPLOY_REGION", "loans.azs"]);
    expect(written).toEqual({});
  });

  test("from rules over several settings, with the others", () => {
    const { places } = refused((app) => {
      app.add(LoanProcessing, "loans", { vpcCidr: "8.8.0.0/16", azs: 9, extra: true });
    });
    expect(places.sort()).toEqual(["loans.azs", "loans.extra", "loans.vpcCidr"]);
  });

  test("into one message that names each", () => {
    inTemporaryFolder((outdir) => {
      const app = new PlinthApp({ environment: {}, outdir });
      app.add(LoanProcessing, "loans", { azs: 1 });
      app.add(broken, "third");
      expect(() => {
        app.synth();
      }).toThrow(
        "Nothing was synthesized:\n  - loans.azs: 1 is not allowed: at least 2\n  - third: it is broken",
      );
    });
  });

  test("but a bug of Plinth's own is none of the operator's: it goes through", () => {
    inTemporaryFolder((outdir) => {
      const app = new PlinthApp({ environment: {}, outdir });
      expect(() => {
        app.add(buggy, "buggy");
      }).toThrow(TypeError);
    });
  });
});

test("what was written before stays as it was when a later synthesis is refused", () => {
  inTemporaryFolder((outdir) => {
    const good = new PlinthApp({ environment: {}, outdir });
    good.add(StateBackend, "state-backend");
    good.synth();
    const before = filesBelow(outdir);
    expect(Object.keys(before)).toEqual([
      "manifest.json",
      join("stacks", "state-backend", "cdk.tf.json"),
      join("stacks", "state-backend", "guardrails.json"),
    ]);

    const bad = new PlinthApp({ environment: { ENVIRONMENT_SUFFIX: "other" }, outdir });
    bad.add(StateBackend, "state-backend");
    bad.add(broken, "broken");
    expect(() => {
      bad.synth();
    }).toThrow(ConfigurationError);
    expect(filesBelow(outdir)).toEqual(before);
  });
});

describe("settings", () => {
  const CONTEXT = { loans: { vpcCidr: "10.99.0.0/16" } };
  const FILE = { loans: { vpcCidr: "10.88.0.0/16" } };
  const GIVEN = { vpcCidr: "10.77.0.0/16" };

  test.each([
    ["main.ts", {}, {}, "10.77.0.0/16"],
    ["the CDKTF context, before main.ts", CONTEXT, {}, "10.99.0.0/16"],
    ["the settings file, before both", CONTEXT, FILE, "10.88.0.0/16"],
  ])("reach the system from %s", (_, context, file, cidr) => {
    inTemporaryFolder((outdir) => {
      const path = join(outdir, "settings.json");
      writeFileSync(path, JSON.stringify(file));
      const app = new PlinthApp({ environment: { DEPLOY_SETTINGS: path }, outdir, context });
      app.add(LoanProcessing, "loans", GIVEN);
      app.synth();
      expect(filesBelow(outdir)[join("stacks", "loans", "cdk.tf.json")]).toContain(`"cidr_block": "${cidr}"`);
    });
  });

  test("of a deployment that there is not, or from a file that there is not, are refused with the rest", () => {
    inTemporaryFolder((folder) => {
      const path = join(folder, "settings.json");
      writeFileSync(path, JSON.stringify({ lones: { azs: 3 } }));
      const stranger = refused(
        (app) => {
          app.add(LoanProcessing, "loans", { azs: 1 });
        },
        { DEPLOY_SETTINGS: path },
      );
      expect(stranger).toEqual({ places: ["loans.azs", "DEPLOY_SETTINGS.lones"], written: {} });
      const missing = refused(() => undefined, { DEPLOY_SETTINGS: join(folder, "none.json") });
      expect(missing).toEqual({ places: ["DEPLOY_SETTINGS"], written: {} });
    });
  });
});

test("two deployments of one system are two stacks", () => {
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(StateBackend, "one");
    app.add(StateBackend, "two");
    app.synth();
    expect(Object.keys(filesBelow(outdir))).toContain(join("stacks", "two", "cdk.tf.json"));
    expect(Object.keys(filesBelow(outdir))).toContain(join("stacks", "one", "cdk.tf.json"));
  });
});

test("there is no second deployment of an id", () => {
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(StateBackend, "one");
    app.add(StateBackend, "two");
    expect(() => {
      app.add(StateBackend, "one");
    }).toThrow("two deployments have the id one");
  });
});

test("a stack is let go when the next is added, and written with the others", async () => {
  const watched: WeakRef<object>[] = [];
  const watch = systemOf((stack) => {
    watched.push(new WeakRef(stack));
    new TerraformOutput(stack, "account", { value: stack.accountId, staticId: true });
  });
  const folder = mkdtempSync(join(tmpdir(), "plinth-"));
  const app = new PlinthApp({ environment: {}, outdir: folder });
  for (const id of ["one", "two", "three"]) app.add(watch, id);
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  // A WeakRef holds on until the turn ends.
  await new Promise(setImmediate);
  collect();
  expect(watched.map((each) => each.deref() !== undefined)).toEqual([false, false, true]);
  app.synth();
  const files = filesBelow(folder);
  rmSync(folder, { recursive: true });
  for (const id of ["one", "two", "three"]) {
    expect(files[join("stacks", id, "cdk.tf.json")]).toContain(
      '"${data.aws_caller_identity.caller.account_id}"',
    );
  }
});

test("a stack's decisions reach its constructs", () => {
  const seen: Pick<SystemStackProps, "destroyable" | "region">[] = [];
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: { DEPLOY_REGION: "eu-west-1" }, outdir });
    const see = (stack: SystemStack) => seen.push({ destroyable: stack.destroyable, region: stack.region });
    app.add(systemOf(see, true), "kept");
    app.add(systemOf(see, false), "lost");
  });
  expect(seen).toEqual([
    { destroyable: true, region: "eu-west-1" },
    { destroyable: false, region: "eu-west-1" },
  ]);
});
