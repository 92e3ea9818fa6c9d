import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { synthesize } from "../../support/synth";
import { type Terraform } from "../../support/terraform";

/** The whole system, with every setting at its default. */
export const system: Terraform = synthesize(LoanProcessing, "loan-processing");
