import { type SystemStack } from "../../../core/system-stack";
import { type DomainVariables, domainVariables } from "../../common/domain-variables";
import { imageVariable } from "../../common/image-variable";
import { type OperationsVariables, operationsVariables } from "../../common/operations-variables";
import { type AssetsVariables, assetsVariables } from "./assets";
import { type RetentionVariables, retentionVariables } from "./retention";

/** What an operator sets at plan; see `docs/systems/loan-processing.md`. */
export interface LoanProcessingVariables
  extends DomainVariables, AssetsVariables, RetentionVariables, OperationsVariables {
  readonly loanApiImage: string;
  readonly creditDecisionImage: string;
  readonly reassessmentImage: string;
}

export function declareVariables(stack: SystemStack): LoanProcessingVariables {
  return {
    loanApiImage: imageVariable(stack, "loan_api_image", "the loan API"),
    creditDecisionImage: imageVariable(stack, "credit_decision_image", "the service that decides on credits"),
    reassessmentImage: imageVariable(stack, "reassessment_image", "the nightly reassessment"),
    ...domainVariables(stack, "loans.example.com"),
    ...assetsVariables(stack),
    ...retentionVariables(stack),
    ...operationsVariables(stack),
  };
}
