import { App, TerraformStack } from "cdktf";
import { join } from "node:path";
import { PlinthApp } from "../../src/core/app";
import { deploymentFrom } from "../../src/core/settings/deployment";
import { SystemStack } from "../../src/core/system-stack";
import { StateBackend } from "../../src/systems/state-backend/state-backend";
import { filesBelow } from "../support/files";
import { inTemporaryFolder, problemsOf, systemOf } from "../support/synth";

const MAIN = join("stacks", "state-backend", "cdk.tf.json");

/** The environment of this process, without cdktf-cli's and with what is given, for as long as `use` takes. */
function withEnvironment(given: Record<string, string>, use: () => void): void {
  const before = { ...process.env };
  process.env = { ...before, ...given };
  if (given.CDKTF_OUTDIR === undefined) delete process.env.CDKTF_OUTDIR;
  try {
    use();
  } finally {
    process.env = before;
  }
}

describe("an app that is told nothing", () => {
  const synth = () => {
    const app = new PlinthApp();
    app.add(StateBackend, "state-backend");
    app.synth();
  };

  test("is that of the process, and writes where cdktf-cli reads", () => {
    inTemporaryFolder((folder) => {
      const outdir = join(folder, "out");
      withEnvironment({ CDKTF_OUTDIR: outdir, ENVIRONMENT_SUFFIX: "pr-9" }, synth);
      expect(filesBelow(outdir)[MAIN]).toContain('"default": "pr-9"');
    });
  });

  test("writes to cdktf.out without cdktf-cli", () => {
    const cwd = process.cwd();
    inTemporaryFolder((folder) => {
      process.chdir(folder);
      try {
        withEnvironment({}, synth);
      } finally {
        process.chdir(cwd);
      }
      expect(Object.keys(filesBelow(join(folder, "cdktf.out")))).toContain(MAIN);
    });
  });

  test("refuses to write HCL, which is not what the guardrails have seen", () => {
    inTemporaryFolder((outdir) => {
      withEnvironment({ CDKTF_OUTDIR: outdir, SYNTH_HCL_OUTPUT: "true" }, () => {
        expect(problemsOf(synth)).toEqual([
          { where: "SYNTH_HCL_OUTPUT", message: "stacks are written as Terraform JSON: unset it" },
        ]);
      });
      expect(filesBelow(outdir)).toEqual({});
    });
  });
});

test("a wrong environment is told once, not for each system", () => {
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: { ENVIRONMENT_SUFFIX: "Not_One" }, outdir });
    app.add(StateBackend, "one");
    app.add(StateBackend, "two");
    const problems = problemsOf(() => {
      app.synth();
    });
    expect(problems.map(({ where }) => where)).toEqual(["ENVIRONMENT_SUFFIX"]);
  });
});

describe("a stack of ours in an app of cdktf's own", () => {
  const synth = (outdir: string, build: (stack: SystemStack) => void) => {
    const app = new App({ outdir, stackTraces: false });
    const System = systemOf(build);
    new System(app, "test", { deployment: deploymentFrom({}), settings: {} });
    app.synth();
  };
  const written = (outdir: string) => Object.keys(filesBelow(join(outdir, "stacks")));

  test("is guarded when it is written", () => {
    inTemporaryFolder((outdir) => {
      synth(outdir, () => undefined);
      expect(written(outdir)).toEqual([join("test", "cdk.tf.json"), join("test", "guardrails.json")]);
    });
  });

  test("is not written when something is wrong with it", () => {
    inTemporaryFolder((outdir) => {
      const problems = problemsOf(() => {
        synth(outdir, (stack) => {
          stack.node.addValidation({ validate: () => ["it is unfinished"] });
        });
      });
      expect(problems).toEqual([{ where: "test", message: "it is unfinished" }]);
      expect(written(outdir)).toEqual([]);
    });
  });
});

describe("a stack of cdktf's own", () => {
  test("is synthesized beside ours", () => {
    inTemporaryFolder((outdir) => {
      const app = new PlinthApp({ environment: {}, outdir });
      new TerraformStack(app, "other");
      app.add(StateBackend, "state-backend");
      app.synth();
      expect(Object.keys(filesBelow(outdir))).toEqual(
        expect.arrayContaining([MAIN, join("stacks", "other", "cdk.tf.json")]),
      );
    });
  });

  test("has no place for our constructs", () => {
    const stack = new TerraformStack(new App(), "other");
    expect(problemsOf(() => SystemStack.of(stack))).toEqual([
      { where: "other", message: "it must be inside a SystemStack" },
    ]);
  });
});
