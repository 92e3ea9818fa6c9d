import childProcess from "node:child_process";
import { PlinthApp } from "../../../src/core/app";
import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { inTemporaryFolder } from "../../support/synth";

// cdktf asks `terraform version` for some of its constructs: it takes a while, and need not be there.
test("a synthesis asks no shell for another program", () => {
  const asked = jest.spyOn(childProcess, "execSync");
  inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(LoanProcessing, "loan-processing");
    app.add(AnalyticsPlatform, "analytics-platform");
    app.synth();
  });
  expect(asked.mock.calls).toEqual([]);
});
