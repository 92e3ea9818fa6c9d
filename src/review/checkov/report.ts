import { z } from "zod";

const check = z.object({
  check_id: z.string(),
  check_name: z.string(),
  file_path: z.string(),
  /** First and last line of the block. */
  file_line_range: z.tuple([z.number(), z.number()]),
  resource: z.string(),
});

/** What checkov prints: all of it, or only the counts when no file could be read. */
const printed = z.union([
  z.object({
    results: z.object({
      passed_checks: z.array(check),
      failed_checks: z.array(check),
      skipped_checks: z.array(check),
      parsing_errors: z.array(z.string()),
    }),
  }),
  z.object({ passed: z.number(), failed: z.number(), parsing_errors: z.number() }),
]);

export type Check = z.output<typeof check>;

/** What checkov found in all files. */
export interface Results {
  readonly passed: readonly Check[];
  readonly failed: readonly Check[];
  /** Files that it could not read, or what it says of them. */
  readonly unread: readonly string[];
}

/** @throws Error if it is not what checkov prints */
export function readResults(text: string): Results {
  const parsed = printed.parse(JSON.parse(text));
  if (!("results" in parsed)) {
    const { passed, failed, parsing_errors } = parsed;
    return {
      passed: [],
      failed: [],
      unread: [`${parsing_errors} files could not be read, ${passed + failed} checks ran`],
    };
  }
  const { passed_checks, failed_checks, skipped_checks, parsing_errors } = parsed.results;
  // It knows no skips in Terraform's JSON. If it learns them, they must not pass for passed.
  return { passed: passed_checks, failed: [...failed_checks, ...skipped_checks], unread: parsing_errors };
}
