import { type SystemStack } from "../../../core/system-stack";

/** Retentions that CloudWatch Logs knows, from the twelve months of PCI DSS 4.0 10.5.1 up. */
const RETENTIONS = [365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

/** What those who run the system set. */
export interface OperationsVariables {
  readonly logRetentionDays: number;
  readonly backupRetentionDays: number;
  readonly alertEmails: string[];
  readonly databaseConnectionsAlarm: number;
  readonly wafBlockedAlarm: number;
  readonly allowedAddresses: string[];
  readonly deniedAddresses: string[];
  readonly requestsPerAddress: number;
}

export function operationsVariables(stack: SystemStack): OperationsVariables {
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
    backupRetentionDays: whole(stack, "backup_retention_days", {
      description: "Days of backups: the database can go back to any second of them.",
      default: 7,
      from: 7,
      to: 35,
    }),
    alertEmails: stack.variable("alert_emails", {
      type: "list(string)",
      description: "Who is told of alarms by e-mail; each confirms by the link that SNS sends.",
      default: [],
      validation: [
        {
          condition: `alltrue([for address in var.alert_emails : can(regex("^[^@ ]+@[^@ ]+[.][^@ ]+$", address))])`,
          errorMessage: "The alert_emails must be e-mail addresses.",
        },
      ],
    }).listValue,
    databaseConnectionsAlarm: whole(stack, "database_connections_alarm", {
      description: "Connections to the database from which on there is an alarm; 1 ACU takes 189.",
      default: 150,
      from: 1,
      to: 5000,
    }),
    wafBlockedAlarm: whole(stack, "waf_blocked_alarm", {
      description: "Requests that the web ACL blocks in five minutes, from which on there is an alarm.",
      default: 500,
      from: 1,
      to: 1_000_000,
    }),
    allowedAddresses: blocks(stack, "allowed_addresses", "that are spared reputation lists and rate limit"),
    deniedAddresses: blocks(stack, "denied_addresses", "that are always refused"),
    requestsPerAddress: whole(stack, "requests_per_address", {
      description: "Requests of one address in five minutes: more are blocked until there are fewer.",
      default: 2000,
      from: 10,
      to: 2_000_000_000,
    }),
  };
}

interface Range {
  readonly description: string;
  readonly default: number;
  readonly from: number;
  readonly to: number;
}

function whole(stack: SystemStack, name: string, { from, to, ...rest }: Range): number {
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

function blocks(stack: SystemStack, name: string, what: string): string[] {
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
