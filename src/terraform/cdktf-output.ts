import { stripVTControlCharacters } from "node:util";
import type { Action, TerraformEvent } from "./events";

/** An event in the output of `cdktf deploy` or `cdktf destroy`, with the stack that it is of. */
export interface StackEvent {
  readonly stack: string;
  readonly event: TerraformEvent;
}

const VERBS: Readonly<Record<string, Action>> = {
  Creating: "create",
  Creation: "create",
  creating: "create",
  Reading: "read",
  Read: "read",
  reading: "read",
  Modifying: "update",
  Modifications: "update",
  modifying: "update",
  Destroying: "delete",
  Destruction: "delete",
  destroying: "delete",
};

/**
 * Reads the human output of `cdktf deploy` and `cdktf destroy` line by line. cdktf names the stack on the
 * first line of each piece and indents the others, so a reader keeps the last name.
 */
export class CdktfOutput {
  private stack = "";
  /** The error that is being printed, between `╷` and `╵`. */
  private framed: string[] | undefined;

  /** The event that a line tells of, if it does. */
  line(raw: string): StackEvent | undefined {
    // Colours, and the cursor movements with which cdktf draws its last lines anew.
    const line = stripVTControlCharacters(raw).trimEnd();
    const named = /^(\S+) {2,}(\S.*)$/.exec(line);
    if (named?.[1] !== undefined) this.stack = named[1];
    const text = (named?.[2] ?? line).trim();
    const event = this.diagnosticIn(text) ?? summaryIn(text) ?? resourceIn(text);
    return event && { stack: this.stack, event };
  }

  private diagnosticIn(text: string): TerraformEvent | undefined {
    if (text === "╷") this.framed = [];
    else if (text === "╵" && this.framed) {
      const [first, ...rest] = this.framed;
      this.framed = undefined;
      const found = /^(Error|Warning): (.*)$/.exec(String(first));
      if (found === null) return undefined;
      const severity = found[1] === "Error" ? "error" : "warning";
      const summary = found[2] as string;
      return { type: "diagnostic", diagnostic: { severity, summary, detail: rest.join("\n").trim() } };
    } else if (text.startsWith("│")) this.framed?.push(text.slice(1).replace(/^ /, ""));
    return undefined;
  }
}

function summaryIn(text: string): TerraformEvent | undefined {
  const plan = /^Plan:(?: \d+ to import,)? (\d+) to add, (\d+) to change, (\d+) to destroy\./.exec(text);
  if (plan) return summary("plan", plan);
  if (text.startsWith("No changes.")) return summary("plan", ["", "0", "0", "0"]);
  const applied =
    /^Apply complete! Resources:(?: \d+ imported,)? (\d+) added, (\d+) changed, (\d+) destroyed\./.exec(text);
  if (applied) return summary("apply", applied);
  const destroyed = /^Destroy complete! Resources: (\d+) destroyed\./.exec(text);
  return destroyed ? summary("destroy", ["", "0", "0", destroyed[1] as string]) : undefined;
}

function summary(operation: "plan" | "apply" | "destroy", counts: ArrayLike<string>): TerraformEvent {
  const [add, change, remove] = [1, 2, 3].map((index) => Number(counts[index])) as [number, number, number];
  return { type: "summary", operation, add, change, remove };
}

function resourceIn(text: string): TerraformEvent | undefined {
  // The address may hold an instance key with anything in it: aws_subnet.private["a: b"].
  const match = /^((?:data\.|module\.)?[\w-]+\.[^:]*?(?:\[.*\])?): (.+)$/.exec(text);
  const [, address, rest] = match ?? [];
  if (address === undefined || rest === undefined) return undefined;
  if (rest.startsWith("Refreshing state...")) return { type: "refreshed", address };

  const still = /^Still (\w+)\.\.\. \[(?:.*, )?((?:\d+[hms])+) elapsed\]/.exec(rest);
  const done = /^(\w+) complete after ((?:\d+[hms])+)/.exec(rest);
  const begun = /^(\w+)\.\.\./.exec(rest);
  const [type, found] = still
    ? (["running", still] as const)
    : done
      ? (["completed", done] as const)
      : (["started", begun] as const);
  const action = VERBS[found?.[1] ?? ""];
  return action && { type, address, action, seconds: secondsOf(found?.[2] ?? "") };
}

/** `1h2m3s`, `01m10s`, `10s`. */
function secondsOf(duration: string): number {
  const units: Record<string, number> = { h: 3600, m: 60, s: 1 };
  return [...duration.matchAll(/(\d+)([hms])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (units[unit as string] as number),
    0,
  );
}
