import { type SystemStack } from "../../../core/system-stack";
import { type DomainVariables, domainVariables } from "./domain";
import { imageVariable } from "./images";
import { type OperationsVariables, operationsVariables } from "./operations";

/** What an operator sets at plan; see `docs/systems/loan-processing.md`. */
export interface LoanProcessingVariables extends DomainVariables, OperationsVariables {
  readonly loanApiImage: string;
  readonly creditDecisionImage: string;
  readonly reassessmentImage: string;
}

export function declareVariables(stack: SystemStack): LoanProcessingVariables {
  return {
    loanApiImage: imageVariable(stack, "loan_api_image", "the loan API"),
    creditDecisionImage: imageVariable(stack, "credit_decision_image", "the service that decides on credits"),
    reassessmentImage: imageVariable(stack, "reassessment_image", "the nightly reassessment"),
    ...domainVariables(stack),
    ...operationsVariables(stack),
  };
}
