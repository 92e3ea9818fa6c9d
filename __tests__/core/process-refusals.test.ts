import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { filesBelow, runApp } from "../support/files";

let outdir: string;

beforeEach(() => {
  outdir = mkdtempSync(join(tmpdir(), "plinth-refused-"));
});

afterEach(() => {
  rmSync(outdir, { recursive: true });
});

test.each([
  ["HCL output, which would hold JSON", { SYNTH_HCL_OUTPUT: "true" }, "SYNTH_HCL_OUTPUT"],
  [
    "a bootstrap state in a bucket that is not the backend",
    { TERRAFORM_STATE_BACKEND: "local", TERRAFORM_STATE_BOOTSTRAP: "s3" },
    "TERRAFORM_STATE_BOOTSTRAP",
  ],
  ["a settings file that is not there", { DEPLOY_SETTINGS: "/nowhere/settings.json" }, "DEPLOY_SETTINGS"],
])("refuses %s, without a stack trace, and writes nothing", (_, environment, name) => {
  const { code, err } = runApp({ ...environment, CDKTF_OUTDIR: outdir });
  expect(code).toBe(2);
  expect(err).toContain(`  - ${name}: `);
  expect(err).not.toMatch(/^\s+at /m);
  expect(filesBelow(outdir)).toEqual({});
});
