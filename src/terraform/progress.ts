import type { Action, TerraformEvent } from "./events";

/** Widest line, also in a wider terminal and in the log of a CI run. */
const WIDEST = 120;
/** How often the live line of a terminal is drawn anew. */
const REDRAW_MS = 200;
/** How often a step says how far it is where there is no terminal. */
const REPORT_MS = 5_000;

/** Where progress is shown: a standard stream. */
export interface ProgressStream {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** One step of a longer work, such as applying a stack. */
export interface Step {
  /** Takes what Terraform tells. */
  readonly onEvent: (event: TerraformEvent) => void;
  /** Says in a word what is being done, where no events tell. */
  say(text: string): void;
  /** Ends the step well; `result` stands in place of what the events add up to. */
  end(result?: string): void;
  /** Ends the step badly. */
  fail(reason?: string): void;
}

/**
 * Shows people how far a work is. In a terminal: a live line (step, done of all, elapsed, what is being
 * made). Elsewhere: a line every 5 seconds. Both: a line at the end of each step, at most 120 columns, colour only in
 * a terminal and without `NO_COLOR`.
 */
export class Progress {
  private readonly live: boolean;
  private readonly colour: boolean;

  constructor(
    private readonly stream: ProgressStream,
    environment: NodeJS.ProcessEnv,
  ) {
    this.live = stream.isTTY === true && environment["TERM"] !== "dumb";
    this.colour = this.live && !environment["NO_COLOR"];
  }

  /** Begins a step; end it before the next begins. */
  begin(title: string): Step {
    const tally = new Tally(title);
    const show = (): void => {
      const line = fit(tally.describe(), this.width());
      this.stream.write(this.live ? `\r${line}\u001b[K` : `${line}\n`);
    };
    const timer = setInterval(show, this.live ? REDRAW_MS : REPORT_MS);
    timer.unref();
    if (this.live) show();
    const finish = (well: boolean, text: string): void => {
      clearInterval(timer);
      const mark = well ? "ok    " : "FAILED";
      const rest = fit(` ${title}: ${text}, ${duration(tally.elapsed())}`, this.width() - mark.length);
      const coloured = this.colour ? `\u001b[${well ? 32 : 31}m${mark}\u001b[0m` : mark;
      this.stream.write(`${this.live ? "\r\u001b[K" : ""}${coloured}${rest}\n`);
    };
    return {
      onEvent: (event) => {
        tally.take(event);
      },
      say: (text) => {
        tally.doing = text;
      },
      end: (result) => {
        finish(true, result ?? tally.result());
      },
      fail: (reason) => {
        finish(false, reason ?? tally.result());
      },
    };
  }

  /** The last column stays free: a terminal may break the line there. */
  private width(): number {
    return Math.min(WIDEST, (this.stream.columns ?? WIDEST + 1) - 1);
  }
}

const DOING: Readonly<Record<Action, string>> = {
  create: "creating",
  read: "reading",
  update: "updating",
  delete: "deleting",
};

/** What the events of a step add up to. */
class Tally {
  doing = "";
  private total = 0;
  private refreshed = 0;
  private readonly done: Record<Action, number> = { create: 0, read: 0, update: 0, delete: 0 };
  private errors = 0;
  private planned: string | undefined;
  private readonly active = new Map<string, { readonly action: Action; readonly since: number }>();
  private readonly start = Date.now();

  constructor(private readonly title: string) {}

  take(event: TerraformEvent): void {
    if (event.type === "refreshed") this.refreshed += 1;
    else if (event.type === "diagnostic") this.errors += event.diagnostic.severity === "error" ? 1 : 0;
    else if (event.type === "summary") {
      if (event.operation !== "plan") return;
      this.total += event.add + event.change + event.remove;
      this.planned = `${event.add} to create, ${event.change} to update, ${event.remove} to delete`;
    } else this.takeResource(event);
  }

  private takeResource(event: Extract<TerraformEvent, { action: Action }>): void {
    const { address, action, seconds } = event;
    if (event.type === "started" || event.type === "running") {
      this.active.set(address, { action, since: Date.now() - seconds * 1000 });
      return;
    }
    this.active.delete(address);
    if (event.type === "completed") this.done[action] += 1;
  }

  elapsed(): number {
    return Date.now() - this.start;
  }

  describe(): string {
    const done = this.changed();
    const count =
      this.total > 0 ? `${done}/${this.total}` : this.refreshed > 0 ? `${this.refreshed} read` : "";
    return [this.title, count, duration(this.elapsed()), this.current()]
      .filter((part) => part !== "")
      .join("  ");
  }

  result(): string {
    const made = [
      [this.done.create, "created"],
      [this.done.update, "updated"],
      [this.done.delete, "deleted"],
      [this.errors, this.errors === 1 ? "error" : "errors"],
    ] as const;
    const counted = made.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
    if (counted.length > 0) return counted.join(", ");
    return this.total > 0 && this.planned !== undefined ? this.planned : "no changes";
  }

  private changed(): number {
    return this.done.create + this.done.update + this.done.delete;
  }

  /** The one that takes longest is the one that people wait for. */
  private current(): string {
    const [longest] = [...this.active].sort(([, a], [, b]) => a.since - b.since);
    if (!longest) return this.doing;
    const [address, { action, since }] = longest;
    const others = this.active.size > 1 ? ` and ${this.active.size - 1} more` : "";
    return `${DOING[action]} ${address} (${duration(Date.now() - since)})${others}`;
  }
}

/** `42s`, `3m05s`, `1h02m`. */
export function duration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  if (seconds < 60) return `${seconds}s`;
  const minutes = Math.floor(seconds / 60);
  const two = (value: number): string => String(value).padStart(2, "0");
  return minutes < 60
    ? `${minutes}m${two(seconds % 60)}s`
    : `${Math.floor(minutes / 60)}h${two(minutes % 60)}m`;
}

function fit(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, Math.max(0, width - 3))}...`;
}
