import { type SystemStack } from "../../../core/system-stack";
import { type DomainVariables, domainVariables } from "../../common/domain-variables";
import { type OperationsVariables, operationsVariables } from "../../common/operations-variables";

/** What an operator sets at plan; see `docs/systems/analytics-platform.md`. */
export interface AnalyticsVariables extends DomainVariables, OperationsVariables {
  readonly ingestionImageTag: string;
  readonly processingImageTag: string;
  readonly dashboardsImageTag: string;
}

export function declareVariables(stack: SystemStack): AnalyticsVariables {
  return {
    ingestionImageTag: imageTag(stack, "ingestion_image_tag", "the service that takes market data"),
    processingImageTag: imageTag(stack, "processing_image_tag", "the service that computes analytics"),
    dashboardsImageTag: imageTag(stack, "dashboards_image_tag", "the dashboards"),
    ...domainVariables(stack, "analytics.example.com"),
    ...operationsVariables(stack),
  };
}

/**
 * A tag in the service's own repository: subnets without a way out reach no other registry, so there
 * is no placeholder to begin with.
 */
function imageTag(stack: SystemStack, name: string, of: string): string {
  return stack.variable(name, {
    type: "string",
    description: `Tag of the image of ${of}, in its own repository, where it is pushed to before its tasks can start.`,
    default: "1.0.0",
    validation: [
      {
        condition: `can(regex("^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$", var.${name})) && var.${name} != "latest"`,
        errorMessage: `The ${name} must be a tag other than latest: 1 to 128 letters, digits, _ . and -.`,
      },
    ],
  }).stringValue;
}
