import { type JsonObject } from "../../src/core/synthesis/json";
import { AnalyticsPlatform } from "../../src/systems/analytics-platform/analytics-platform";
import { LoanProcessing } from "../../src/systems/loan-processing/loan-processing";
import { StateBackend } from "../../src/systems/state-backend/state-backend";
import { synthesize } from "./synth";

/** The configurations of all systems, with every setting at its default. */
export const synthesizeAll = (): Map<string, JsonObject> =>
  new Map([
    ["analytics-platform", synthesize(AnalyticsPlatform, "analytics-platform").json],
    ["loan-processing", synthesize(LoanProcessing, "loan-processing").json],
    ["state-backend", synthesize(StateBackend, "state-backend").json],
  ]);
