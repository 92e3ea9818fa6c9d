import { type SystemStack } from "../../core/system-stack";
import { addressBlocks, wholeNumber } from "./variable-kinds";

/** What those who run a system behind a load balancer and a database set. */
export interface OperationsVariables {
  readonly alertEmails: string[];
  readonly databaseConnectionsAlarm: number;
  readonly wafBlockedAlarm: number;
  readonly allowedAddresses: string[];
  readonly deniedAddresses: string[];
  readonly requestsPerAddress: number;
}

export function operationsVariables(stack: SystemStack): OperationsVariables {
  return {
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
    databaseConnectionsAlarm: wholeNumber(stack, "database_connections_alarm", {
      description: "Connections to the database from which on there is an alarm; 1 ACU takes 189.",
      default: 150,
      from: 1,
      to: 5000,
    }),
    wafBlockedAlarm: wholeNumber(stack, "waf_blocked_alarm", {
      description: "Requests that the web ACL blocks in five minutes, from which on there is an alarm.",
      default: 500,
      from: 1,
      to: 1_000_000,
    }),
    allowedAddresses: addressBlocks(
      stack,
      "allowed_addresses",
      "that are spared reputation lists and rate limit",
    ),
    deniedAddresses: addressBlocks(stack, "denied_addresses", "that are always refused"),
    requestsPerAddress: wholeNumber(stack, "requests_per_address", {
      description: "Requests of one address in five minutes: more are blocked until there are fewer.",
      default: 2000,
      from: 10,
      to: 2_000_000_000,
    }),
  };
}
