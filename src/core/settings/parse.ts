import { type z } from "zod";
import { type Problem } from "../errors";

export type Parsed<T> = { readonly value: T; readonly problems?: never } | { readonly problems: Problem[] };

/** Validates `input`, naming each problem by where it was set: `<prefix><path to the key>`. */
export function parseSettings<T>(schema: z.ZodType<T>, input: unknown, prefix: string): Parsed<T> {
  const result = schema.safeParse(input);
  if (result.success) return { value: result.data };
  return { problems: result.error.issues.flatMap((issue) => toProblems(issue, prefix, input)) };
}

function toProblems(issue: z.core.$ZodIssue, prefix: string, input: unknown): Problem[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      where: place(prefix, [...path, key]),
      message: "there is no such setting",
    }));
  }
  const given = path.reduce<unknown>(
    (value, key) => (value as Record<string, unknown> | undefined)?.[key],
    input,
  );
  const shown = given === undefined ? "" : `${JSON.stringify(given)} is not allowed: `;
  return [{ where: place(prefix, path), message: `${shown}${issue.message}` }];
}

function place(prefix: string, path: readonly string[]): string {
  return [prefix, ...path].filter((part) => part !== "").join(".");
}
