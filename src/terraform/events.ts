import type { Diagnostic } from "./diagnostic";

/** What Terraform does with a resource. */
export type Action = "create" | "read" | "update" | "delete";

/** Something that happens while Terraform runs. */
export type TerraformEvent =
  | { readonly type: "refreshed"; readonly address: string }
  | {
      readonly type: "started" | "running" | "completed" | "failed";
      readonly address: string;
      readonly action: Action;
      /** Since it was started. */
      readonly seconds: number;
    }
  | {
      /** What will be done (`plan`) or has been done. A replacement counts as one made and one removed. */
      readonly type: "summary";
      readonly operation: "plan" | "apply" | "destroy";
      readonly add: number;
      readonly change: number;
      readonly remove: number;
    }
  | { readonly type: "diagnostic"; readonly diagnostic: Diagnostic };

/** A line of `terraform ... -json` as Terraform documents it, as far as it is used here. */
interface UiLine {
  readonly type?: string;
  readonly hook?: {
    readonly resource?: { readonly addr?: string };
    readonly action?: string;
    readonly elapsed_seconds?: number;
  };
  readonly changes?: {
    readonly add: number;
    readonly change: number;
    readonly remove: number;
    readonly operation: "plan" | "apply" | "destroy";
  };
  readonly diagnostic?: Diagnostic;
}

const STAGES = {
  apply_start: "started",
  apply_progress: "running",
  apply_complete: "completed",
  apply_errored: "failed",
} as const;

/** Reads a line of Terraform's `-json` output; undefined for what is no event that matters here. */
export function parseUiLine(line: string): TerraformEvent | undefined {
  const ui = parse(line);
  if (!ui?.type) return undefined;
  if (ui.diagnostic) return { type: "diagnostic", diagnostic: ui.diagnostic };
  if (ui.type === "change_summary" && ui.changes) {
    const { operation, add, change, remove } = ui.changes;
    return { type: "summary", operation, add, change, remove };
  }
  const address = ui.hook?.resource?.addr;
  if (address === undefined) return undefined;
  if (ui.type === "refresh_complete") return { type: "refreshed", address };
  const stage = ui.type in STAGES ? STAGES[ui.type as keyof typeof STAGES] : undefined;
  const action = actionOf(ui.hook?.action);
  if (!stage || !action) return undefined;
  return { type: stage, address, action, seconds: ui.hook?.elapsed_seconds ?? 0 };
}

function actionOf(text: string | undefined): Action | undefined {
  return (["create", "read", "update", "delete"] as const).find((action) => action === text);
}

function parse(line: string): UiLine | undefined {
  if (!line.startsWith("{")) return undefined;
  try {
    return JSON.parse(line) as UiLine;
  } catch {
    return undefined;
  }
}
