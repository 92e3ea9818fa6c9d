import { type SystemStack } from "../../core/system-stack";

export interface WholeNumberProps {
  readonly description: string;
  readonly default: number;
  readonly from: number;
  readonly to: number;
}

/** A variable with a whole number. */
export function wholeNumber(
  stack: SystemStack,
  name: string,
  { from, to, ...rest }: WholeNumberProps,
): number {
  return stack.variable(name, {
    ...rest,
    type: "number",
    validation: [
      {
        condition: `var.${name} >= ${from} && var.${name} <= ${to} && floor(var.${name}) == var.${name}`,
        errorMessage: `The ${name} must be a whole number from ${from} to ${to}.`,
      },
    ],
  }).numberValue;
}

/** A variable with a list of IPv4 blocks. @param what which ones, after "IPv4 blocks" */
export function addressBlocks(stack: SystemStack, name: string, what: string): string[] {
  return stack.variable(name, {
    type: "list(string)",
    description: `IPv4 blocks ${what}.`,
    default: [],
    validation: [
      {
        condition:
          `length(var.${name}) <= 10000 && alltrue([for block in var.${name} : can(cidrnetmask(block)) && ` +
          `!endswith(block, "/0") && try(cidrsubnet(block, 0, 0), "") == block])`,
        errorMessage: `The ${name} must be at most 10000 IPv4 blocks such as 203.0.113.0/24 or 203.0.113.7/32.`,
      },
    ],
  }).listValue;
}
