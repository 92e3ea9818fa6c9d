/** What Terraform has to say, as in its JSON output. */
export interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  /** The resource it is about. */
  readonly address?: string;
  readonly range?: { readonly filename: string; readonly start: { readonly line: number } };
  readonly snippet?: { readonly context?: string | null; readonly code: string };
}

/** Longest line of code that is shown: JSON may be all on one line. */
const LONGEST = 200;

/** A diagnostic in full, as Terraform itself words it, without a frame. */
export function describeDiagnostic(diagnostic: Diagnostic): string {
  const { severity, summary, detail, address, range, snippet } = diagnostic;
  const where = [
    ...(address ? [`  with ${address}`] : []),
    ...(range
      ? [
          `  on ${range.filename} line ${range.start.line}${snippet?.context ? `, in ${snippet.context}` : ""}`,
        ]
      : []),
    ...(snippet?.code.trim() ? [`    ${snippet.code.trim().slice(0, LONGEST)}`] : []),
  ];
  return [
    `${severity === "error" ? "Error" : "Warning"}: ${summary}`,
    ...where,
    ...(detail ? [detail.trim()] : []),
  ].join("\n");
}

/** A Terraform command that failed, with everything that Terraform said about it. */
export class TerraformError extends Error {
  override readonly name = "TerraformError";

  constructor(
    /** For example `terraform apply`. */
    readonly command: string,
    readonly folder: string,
    /** For example `exit code 1`. */
    readonly how: string,
    readonly diagnostics: readonly Diagnostic[],
    /** What it printed besides diagnostics. */
    readonly output: string,
  ) {
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    const said = errors.length > 0 ? errors.map(describeDiagnostic).join("\n\n") : output.trim();
    super(`${command} failed (${how}) in ${folder}:\n${said || "It said nothing."}`);
  }
}
