import { type SystemStack } from "../../../core/system-stack";
import { wholeNumber } from "../../common/variable-kinds";

/** Retentions that CloudWatch Logs knows, from the twelve months of PCI DSS 4.0 10.5.1 up. */
const RETENTIONS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** How long logs and backups are kept. */
export interface RetentionVariables {
  readonly logRetentionDays: number;
  readonly backupRetentionDays: number;
}

export function retentionVariables(stack: SystemStack): RetentionVariables {
  return {
    logRetentionDays: stack.variable("log_retention_days", {
      type: "number",
      description: "Days that log groups keep their events: at least 365 (PCI DSS 4.0 10.5.1).",
      default: RETENTIONS[0],
      validation: [
        {
          condition: `contains([${RETENTIONS.join(", ")}], var.log_retention_days)`,
          errorMessage: `The log_retention_days must be one of ${RETENTIONS.join(", ")}: CloudWatch Logs knows no other from 365 on.`,
        },
      ],
    }).numberValue,
    backupRetentionDays: wholeNumber(stack, "backup_retention_days", {
      description: "Days of backups: the database can go back to any second of them.",
      default: 7,
      from: 7,
      to: 35,
    }),
  };
}
