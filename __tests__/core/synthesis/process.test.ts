import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { filesBelow, ROOT, runApp } from "../../support/files";

const folder = mkdtempSync(join(tmpdir(), "plinth-"));
const elsewhere = join(folder, "elsewhere");
mkdirSync(elsewhere);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const outdir = (name: string) => join(folder, name);

describe("the app as a process", () => {
  const here = runApp({ CDKTF_OUTDIR: outdir("here"), HOME: homedir(), TZ: "UTC", LANG: "C" });
  const files = filesBelow(outdir("here"));

  test("writes two files for each deployment, the code of its functions, and the manifest", () => {
    expect(here).toEqual({ code: 0, out: "", err: "" });
    expect(Object.keys(files)).toEqual([
      "manifest.json",
      join("stacks", "analytics-platform", "cdk.tf.json"),
      ...["dashboards-rotation", "database-user-analytics", "lake-transform", "market-events"].map((name) =>
        join("stacks", "analytics-platform", "functions", `${name}.zip`),
      ),
      join("stacks", "analytics-platform", "guardrails.json"),
      join("stacks", "loan-processing", "cdk.tf.json"),
      join("stacks", "loan-processing", "functions", "database-user-loan-api.zip"),
      join("stacks", "loan-processing", "guardrails.json"),
      join("stacks", "state-backend", "cdk.tf.json"),
      join("stacks", "state-backend", "guardrails.json"),
    ]);
  });

  test("writes the same bytes from another folder, home, time zone and language", () => {
    const environment = { HOME: elsewhere, TZ: "Asia/Kathmandu", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
    const there = runApp({ ...environment, CDKTF_OUTDIR: outdir("there") }, elsewhere);
    expect(there.code).toBe(0);
    expect(filesBelow(outdir("there"))).toEqual(files);
  });

  test("writes the same bytes each time, and others when the settings file is another", () => {
    const settings = join(folder, "settings.json");
    const again = (azs: number) => {
      writeFileSync(settings, JSON.stringify({ "loan-processing": { azs } }));
      utimesSync(settings, 1, 1);
      return [1, 2, 3].map(() => {
        rmSync(outdir("again"), { recursive: true, force: true });
        expect(runApp({ CDKTF_OUTDIR: outdir("again"), DEPLOY_SETTINGS: settings }).code).toBe(0);
        return filesBelow(outdir("again"));
      });
    };
    const [two, three] = [again(2), again(3)];
    for (const written of two) expect(written).toEqual(two[0]);
    for (const written of three) expect(written).toEqual(three[0]);
    expect(two[0]).not.toEqual(three[0]);
  });

  test("leaves no path of the machine in what it writes", () => {
    const text = Object.values(files).join("\n");
    for (const path of [ROOT, homedir(), folder]) expect(text).not.toContain(`${path}/`);
  });

  test("reports wrong settings without a stack trace, ends with 2, and writes nothing", () => {
    const run = runApp({
      CDKTF_OUTDIR: outdir("wrong"),
      ENVIRONMENT_SUFFIX: "Prod",
      TERRAFORM_STATE_BUKET: "x",
    });
    expect(run.code).toBe(2);
    expect(run.err).toMatch(/^Nothing was synthesized:\n {2}- ENVIRONMENT_SUFFIX: "Prod" is not allowed: /);
    expect(run.err).toContain("  - TERRAFORM_STATE_BUKET: there is no such setting");
    expect(run.err).not.toMatch(/^ +at /m);
    expect(filesBelow(outdir("wrong"))).toEqual({});
  });

  test("takes the settings of a deployment from CDKTF's context", () => {
    const context = {
      "loan-processing": { vpcCidr: "10.64.0.0/16" },
      "state-backend": { destroyable: true },
    };
    const run = runApp({ CDKTF_OUTDIR: outdir("context"), CDKTF_CONTEXT_JSON: JSON.stringify(context) });
    expect(run.code).toBe(0);
    const written = filesBelow(outdir("context"));
    expect(written[join("stacks", "loan-processing", "cdk.tf.json")]).toContain('"10.64.0.0/16"');
    expect(written[join("stacks", "state-backend", "cdk.tf.json")]).toContain('"force_destroy": true');
  });
});
