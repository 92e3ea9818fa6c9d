import { type TerraformVariable } from "cdktf";
import { type Construct } from "constructs";
import { SUFFIX_MAX_LENGTH, SUFFIX_PATTERN, SUFFIX_RULE } from "./naming/suffix";
import { declareVariable } from "./variable";

/**
 * `environment_suffix`, pinned to the suffix of the synthesis: the backend's key cannot be a
 * variable, so another suffix at plan would write two deployments into one state.
 */
export function environmentSuffix(stack: Construct, suffix: string): TerraformVariable {
  return declareVariable(stack, "environment_suffix", {
    type: "string",
    description: `Ends every name: ${SUFFIX_RULE}.`,
    default: suffix,
    validation: [
      {
        condition:
          `can(regex("${SUFFIX_PATTERN.source}", var.environment_suffix)) && ` +
          `length(var.environment_suffix) <= ${SUFFIX_MAX_LENGTH}`,
        errorMessage: `The environment_suffix must be ${SUFFIX_RULE}.`,
      },
      {
        condition: `var.environment_suffix == "${suffix}"`,
        errorMessage: `The environment_suffix must be ${suffix}: the key of this configuration's state is made for it. For another suffix, synthesize with ENVIRONMENT_SUFFIX set to it.`,
      },
    ],
  });
}

const tagValue = (name: string) =>
  ({
    condition: `can(regex("^[A-Za-z0-9 _.:/=+@-]{1,256}$", var.${name}))`,
    errorMessage: `The ${name} must be a tag value: 1 to 256 letters, digits, spaces and _ . : / = + - @.`,
  }) as const;

/** The tags that the provider puts on everything that can carry tags. */
export function tagVariables(stack: Construct, suffix: TerraformVariable): Record<string, string> {
  const owner = declareVariable(stack, "owner", {
    type: "string",
    description: "The team that answers for these resources (tag Owner).",
    default: "platform-team",
    validation: [tagValue("owner")],
  });
  const costCenter = declareVariable(stack, "cost_center", {
    type: "string",
    description: "Where their cost is booked (tag CostCenter).",
    default: "unassigned",
    validation: [tagValue("cost_center")],
  });
  return {
    Project: "plinth",
    System: stack.node.id,
    Environment: suffix.stringValue,
    Owner: owner.stringValue,
    CostCenter: costCenter.stringValue,
    ManagedBy: "terraform",
  };
}
