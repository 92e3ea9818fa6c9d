import { GUARDRAILS, REASON_LENGTH, type Suppression } from "../../guardrails";
import { type JsonObject } from "./json";

/** Whether a rule's name is that of a check of checkov, such as `CKV_AWS_18` or `CKV2_AWS_62`. */
export function isCheckovCheck(rule: string): boolean {
  return /^CKV\d*_[A-Z]+_\d+$/.test(rule);
}

/** The problems of a suppression's reason. It must fit on one line, as checkov's comments do. */
export function reasonProblems(check: string, reason: string): string[] {
  const text = JSON.stringify(reason);
  if (reason.trim().length < REASON_LENGTH) {
    return [`${check} is suppressed for ${text}: give the reason in at least ${REASON_LENGTH} characters`];
  }
  return reason.includes("\n") ? [`${check} is suppressed for ${text}: give the reason on one line`] : [];
}

/**
 * Writes suppressions where Terraform's JSON has its comments: under `//` of the resource or data source, a list of
 * `checkov:skip=CHECK:reason`, as the comments of HCL say it, and `plinth:skip=RULE:reason` for guardrails.
 * @throws Error if an address is not in the configuration
 */
export function addSkips(configuration: JsonObject, suppressions: readonly Suppression[]): void {
  const skips = new Map<string, string[]>();
  for (const { rule, address, reason } of suppressions) {
    const whose = isCheckovCheck(rule) ? "checkov" : GUARDRAILS;
    skips.set(address, [...(skips.get(address) ?? []), `${whose}:skip=${rule}:${reason}`]);
  }
  for (const [address, lines] of skips) blockAt(configuration, address)["//"] = [...new Set(lines)].sort();
}

function blockAt(configuration: JsonObject, address: string): JsonObject {
  const parts = address.split(".");
  const path = parts[0] === "data" ? parts : ["resource", ...parts];
  let block: JsonObject = configuration;
  for (const part of path) {
    const inner = block[part];
    if (typeof inner !== "object" || inner === null || Array.isArray(inner)) {
      throw new Error(`${address} is suppressed and not in the configuration`);
    }
    block = inner;
  }
  return block;
}
