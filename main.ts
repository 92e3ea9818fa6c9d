import { PlinthApp } from "./src/core/app";
import { AnalyticsPlatform } from "./src/systems/analytics-platform/analytics-platform";
import { LoanProcessing } from "./src/systems/loan-processing/loan-processing";
import { StateBackend } from "./src/systems/state-backend/state-backend";

const app = new PlinthApp();
app.add(StateBackend, "state-backend");
app.add(LoanProcessing, "loan-processing");
app.add(AnalyticsPlatform, "analytics-platform");
app.synth();
