import { type Kind, type Opinion } from "./results";

/** How many kinds of suppression there may be, over all stacks. */
export const MOST_KINDS = 12;

/** What is wrong, a line each: nothing if checkov has nothing left to say. */
export function problemsOf({ failures, unused, unread, kinds }: Opinion): string[] {
  return [
    ...unread.map((file) => `not read: ${file}`),
    ...failures.map(({ stack, address, check, title }) => `${stack}: ${address}: ${check} ${title}`),
    ...unused.map(
      ({ stack, address, check }) =>
        `${stack}: ${address}: the suppression of ${check} suppresses nothing: take it away`,
    ),
    ...(kinds.length > MOST_KINDS
      ? [`${kinds.length} kinds of suppression: more than ${MOST_KINDS}, mend something`]
      : []),
  ];
}

/** The opinion for people. */
export function formatOpinion(opinion: Opinion): string {
  const problems = problemsOf(opinion);
  const passed = [...opinion.passed].map(([stack, count]) => `${stack} ${count}`).join(", ");
  return [
    `checkov: ${problems.length} problems; passed checks: ${passed}`,
    ...problems.map((problem) => `  ${problem}`),
    `  suppressed, ${opinion.kinds.length} kinds (at most ${MOST_KINDS}):`,
    ...opinion.kinds.map(
      ({ reason, checks, failures }) =>
        `    ${[...checks.keys()].sort().join(", ")} (${failures}): ${reason}`,
    ),
  ].join("\n");
}

/** The kinds of suppression as a Markdown list. */
export function kindList(kinds: readonly Kind[]): string {
  return kinds
    .map(({ reason, checks }) => {
      const named = [...checks].sort(([a], [b]) => (a < b ? -1 : 1));
      return [
        `- ${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`,
        ...named.map(([check, title]) => `  - \`${check}\` ${title.replaceAll("*", "\\*")}`),
      ].join("\n");
    })
    .join("\n");
}
