import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { App } from "cdktf";
import { type Construct } from "constructs";
import { join } from "node:path";
import { z } from "zod";
import { PlinthApp } from "../../../src/core/app";
import { type Deployment, deploymentFrom } from "../../../src/core/settings/deployment";
import { addSkips } from "../../../src/core/synthesis/skips";
import { SystemStack } from "../../../src/core/system-stack";
import { Key } from "../../../src/constructs/encryption/key";
import { LogGroup } from "../../../src/constructs/observability/log-group";
import { type Rule } from "../../../src/guardrails";
import { logGroupRetention } from "../../../src/guardrails/rules/logging/log-group-retention";
import { StateBackend } from "../../../src/systems/state-backend/state-backend";
import { filesBelow } from "../../support/files";
import { inTemporaryFolder, problemsOf, systemOf } from "../../support/synth";

const RULE = "encryption-log-group-cmk";
const REASON = "holds only the names of public files, for a year";
const REPORT = join("stacks", "guarded", "guardrails.json");

const open = (stack: SystemStack) =>
  new CloudwatchLogGroup(stack, "open", { name: "/open/${var.environment_suffix}", retentionInDays: 365 });

/** Synthesizes a stack of what `build` makes, beside a sound one. */
function synthesize(build: (stack: SystemStack) => void, destroyable = true) {
  return inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(StateBackend, "sound");
    app.add(systemOf(build, destroyable), "guarded");
    let problems: ReturnType<typeof problemsOf> = [];
    try {
      app.synth();
    } catch (error) {
      problems = problemsOf(() => {
        throw error;
      });
    }
    return { problems, files: filesBelow(outdir) };
  });
}

interface Report {
  violations: unknown[];
  suppressed: { rule: string; address: string; suppression: string }[];
  rulesRun: { id: string }[];
  summary: { resources: number };
}
type Blocks = Record<string, Record<string, Record<string, unknown>>>;
const configurationOf = (files: Record<string, string>) =>
  JSON.parse(files[join("stacks", "guarded", "cdk.tf.json")] ?? "null") as {
    "//": Record<string, unknown>;
    resource: Blocks;
    data: Blocks;
  };
const reportOf = (files: Record<string, string>) => JSON.parse(files[REPORT] ?? "null") as Report;

test("a violation is refused with rule, address, reason and remedy; no stack is written", () => {
  const { problems, files } = synthesize(open);
  expect(problems.map(({ where }) => where)).toEqual(["guarded"]);
  const message = problems[0]?.message ?? "";
  expect(message).toContain("the guardrails refuse it");
  expect(message).toContain("aws_cloudwatch_log_group.open");
  expect(message).toMatch(new RegExp(`rule +${RULE}`));
  expect(message).toMatch(/reason +kms_key_id/);
  expect(message).toMatch(/remedy +set kms_key_id to the ARN of a key/);
  expect(files).toEqual({});
});

test("a stack's own guardrails stand in for those with the same id", () => {
  const retention = (guardrails: readonly Rule[]): string[] =>
    inTemporaryFolder((outdir) => {
      const System = class extends SystemStack {
        static readonly settings = z.strictObject({});
        constructor(scope: Construct, id: string, { deployment }: { deployment: Deployment }) {
          super(scope, id, { deployment, region: "us-east-1", destroyable: true, guardrails });
          open(this);
        }
      };
      const app = new PlinthApp({ environment: {}, outdir });
      app.add(System, "guarded");
      const [problem] = problemsOf(() => {
        app.synth();
      });
      return problem?.message.match(/retention_in_days is.*/g) ?? [];
    });
  expect(retention([])).toEqual([]);
  expect(retention([logGroupRetention.with({ minimumDays: 400 })])).toEqual([
    "retention_in_days is 365, less than 400",
  ]);
});

test("all violations of all stacks are in one error", () => {
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(systemOf(open), "one");
    app.add(systemOf(open), "two");
    const problems = problemsOf(() => {
      app.synth();
    });
    expect(problems.map(({ where }) => where)).toEqual(["one", "two"]);
  });
});

test("an exception with a reason passes, and stands in the report", () => {
  const { problems, files } = synthesize((stack) => {
    stack.suppress(open(stack), RULE, REASON);
  });
  expect(problems).toEqual([]);
  expect(reportOf(files).suppressed).toEqual([
    expect.objectContaining({ rule: RULE, address: "aws_cloudwatch_log_group.open", suppression: REASON }),
  ]);
  // And beside the resource, for who runs the guardrails on the file.
  const { resource } = configurationOf(files);
  expect(resource.aws_cloudwatch_log_group?.open?.["//"]).toEqual([`plinth:skip=${RULE}:${REASON}`]);
});

test("what is left out of a stack that is kept stands at the head of its file, and of no other", () => {
  const key = (stack: SystemStack) =>
    new Key(stack, "key", { purpose: "logs", description: "Encrypts logs" });
  expect(configurationOf(synthesize(key, false).files)["//"].guardrails).toEqual({
    leftOut: ["destroyable"],
  });
  expect(configurationOf(synthesize(key).files)["//"]).not.toHaveProperty("guardrails");
});

test("an exception without a real reason excuses nothing", () => {
  const { problems } = synthesize((stack) => {
    stack.suppress(open(stack), RULE, "because");
  });
  expect(problems[0]?.message).toMatch(new RegExp(`rule +${RULE}`));
  expect(problems[0]?.message).toMatch(/rule +suppression-reason/);
});

test("an exception that nothing needs any more is refused", () => {
  const { problems } = synthesize((stack) => {
    const key = new Key(stack, "key", { purpose: "logs", description: "Encrypts logs" });
    const { group } = new LogGroup(stack, "sound", {
      name: `/sound/${stack.nameFor(stack, "log")}`,
      key,
      retentionInDays: 365,
    });
    stack.suppress(group, RULE, REASON);
  });
  expect(problems[0]?.message).toMatch(/rule +suppression-unused/);
});

describe("an exception to a check of checkov", () => {
  const CHECKS = ["CKV2_AWS_62", "CKV_AWS_18"];
  const excused = (reason: string) =>
    synthesize((stack) => {
      const key = new Key(stack, "key", { purpose: "logs", description: "Encrypts logs" });
      stack.suppress(key.key, CHECKS, reason);
      stack.suppress(new DataAwsRegion(stack, "here"), "CKV_AWS_1", reason);
    });

  test("stands beside the resource or data source, and is none of the guardrails' business", () => {
    const { problems, files } = excused(REASON);
    expect(problems).toEqual([]);
    const { resource, data } = configurationOf(files);
    expect(resource.aws_kms_key?.key?.["//"]).toEqual(
      CHECKS.map((check) => `checkov:skip=${check}:${REASON}`),
    );
    expect(data.aws_region?.here?.["//"]).toEqual([`checkov:skip=CKV_AWS_1:${REASON}`]);
    expect(reportOf(files).suppressed).toEqual([]);
  });

  test.each([["because"], ["a reason that\nwould break the comment"]])("is refused for %j", (reason) => {
    const { problems } = excused(reason);
    expect(problems.map(({ where }) => where)).toEqual(["guarded/key/this"]);
    expect(problems[0]?.message).toMatch(/^CKV2_AWS_62 is suppressed for "(because|a reason that\\n)/);
  });
});

test("a sound stack has a report of the rules that ran", () => {
  const { files } = synthesize((stack) => {
    new Key(stack, "key", { purpose: "logs", description: "Encrypts logs" });
  });
  const report = reportOf(files);
  expect(report.violations).toEqual([]);
  expect(report.summary.resources).toBe(2);
  expect(report.rulesRun.map(({ id }) => id)).toContain(RULE);
});

describe("the destroyable rules run", () => {
  const protectedBucket = (stack: SystemStack) => {
    const key = new Key(stack, "key", { purpose: "logs", description: "Encrypts logs" });
    key.key.addOverride("lifecycle", { prevent_destroy: true });
  };

  test("on a stack that is to be destroyable", () => {
    const { problems } = synthesize(protectedBucket);
    expect(problems[0]?.message).toMatch(/rule +destroyable-prevent-destroy/);
  });

  test("not on one that is to be kept", () => {
    const { problems, files } = synthesize(protectedBucket, false);
    expect(problems).toEqual([]);
    expect(reportOf(files).rulesRun.filter(({ id }) => id.startsWith("destroyable-"))).toEqual([]);
  });
});

test.each(["aws_s3_bucket.gone", "data.aws_region.gone"])(
  "a suppression for %s, which is not in the configuration, is an error that names it",
  (address) => {
    const suppressions = [{ rule: "CKV_AWS_18", address, reason: REASON }];
    expect(() => {
      addSkips({ resource: { aws_s3_bucket: {} } }, suppressions);
    }).toThrow(`${address} is suppressed and not in the configuration`);
  },
);

describe("a stack in an app of cdktf's own", () => {
  test("is checked and written by its synthesizer", () => {
    inTemporaryFolder((outdir) => {
      const app = new App({ outdir });
      const System = systemOf(() => undefined);
      new System(app, "plain", { deployment: deploymentFrom({}), settings: {} });
      app.synth();
      expect(Object.keys(filesBelow(join(outdir, "stacks/plain")))).toEqual([
        "cdk.tf.json",
        "guardrails.json",
      ]);
    });
  });

  test("is refused when it breaks a guardrail, and nothing is written", () => {
    inTemporaryFolder((outdir) => {
      const app = new App({ outdir });
      const System = systemOf(open);
      new System(app, "plain", { deployment: deploymentFrom({}), settings: {} });
      expect(() => {
        app.synth();
      }).toThrow(RULE);
      expect(filesBelow(join(outdir, "stacks/plain"))).toEqual({});
    });
  });
});
