import type { Report } from "../report";
import type { Rule } from "../rule";
import { formatJunit } from "./junit";
import { formatSarif } from "./sarif";
import { formatReport } from "./text";

/** How reports can be written. */
export const FORMATS = ["text", "json", "sarif", "junit"] as const;

export type Format = (typeof FORMATS)[number];

/** What was run. */
export interface Run {
  readonly reports: readonly Report[];
  readonly rules: readonly Rule[];
  /** Whether what could not be seen fails like a violation. */
  readonly strict: boolean;
}

const WRITERS: Record<Format, (run: Run) => string> = {
  text: ({ reports }) => reports.map(formatReport).join("\n\n"),
  json: ({ reports }) => JSON.stringify(reports, null, 2),
  sarif: (run) => JSON.stringify(formatSarif(run), null, 2),
  junit: formatJunit,
};

/** The reports in a format, without a newline at the end. */
export function formatRun(format: Format, run: Run): string {
  return WRITERS[format](run);
}
