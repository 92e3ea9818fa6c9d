import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { Arguments } from "./guard-arguments";
import { readArguments, USAGE } from "./guard-arguments";
import type { Settings } from "../guardrails/rule-selection/file";
import { readSettings, readSuppressions, SETTINGS_FILE } from "../guardrails/rule-selection/file";
import { chosenRules } from "../guardrails/rule-selection/rules";
import { evaluate } from "../guardrails/evaluate";
import { commentedSuppressions, leftOutPacks } from "../guardrails/comments";
import { filesAt, readJson } from "../guardrails/files";
import { formatRun } from "../guardrails/formats";
import { heading } from "../guardrails/formats/text";
import type { Configuration } from "../guardrails/model/configuration";
import { readConfiguration } from "../guardrails/reading";
import type { Report } from "../guardrails/report";
import type { Rule } from "../guardrails/rule";
import type { Suppression } from "../guardrails/suppressions";

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function main(): number {
  const asked = readArguments(process.argv.slice(2));
  if ("problems" in asked) return fail(asked.problems);
  if (asked.help) {
    console.log(USAGE);
    return 0;
  }
  // All that cannot be read is said at once, and nothing is checked by halves.
  const problems: string[] = [];
  const attempt = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push(messageOf(error));
      return otherwise;
    }
  };
  const { settings: file, suppressions: sidecar } = asked;
  const settings = file === undefined ? {} : attempt(() => readSettings(file), {});
  const suppressions = [
    ...(settings.suppressions ?? []),
    ...(sidecar === undefined ? [] : attempt(() => readSuppressions(sidecar), [])),
  ];
  const files = asked.files.flatMap((path) => attempt(() => filesAt(path), []));
  const configurations = files.flatMap((path) =>
    attempt(() => {
      const json = readJson(path);
      const configuration = readConfiguration(json, path);
      suppressions.push(...commentedSuppressions(json, configuration.stack));
      return [{ configuration, leftOut: leftOutPacks(json) }];
    }, []),
  );
  if (problems.length > 0) return fail(problems);

  const rules = rulesFor(asked, settings);
  if (rules.length === 0) return fail(["no rule is left to check: the packs that were chosen are empty"]);
  // Nobody shall wonder where rules went that they know of.
  if (asked.settings === SETTINGS_FILE) console.error(`with the settings of ${SETTINGS_FILE}`);
  return say(asked, rules, check(configurations, rules, suppressions));
}

function rulesFor({ packs }: Arguments, settings: Settings): readonly Rule[] {
  return chosenRules(packs.length > 0 ? { ...settings, packs } : settings);
}

interface Asked {
  readonly configuration: Configuration;
  /** Packs that the file itself leaves out. */
  readonly leftOut: readonly string[];
}

/** A suppression counts where its address is; one whose address is nowhere is held against the first file. */
function check(
  asked: readonly Asked[],
  rules: readonly Rule[],
  suppressions: readonly Suppression[],
): Report[] {
  const configurations = asked.map(({ configuration }) => configuration);
  const isIn = ({ address, stack }: Suppression, configuration: Configuration): boolean =>
    (stack === undefined || stack === configuration.stack) &&
    configuration.resources.some((resource) => [resource.address, resource.blockAddress].includes(address));
  const lost = suppressions
    .filter((one) => !configurations.some((configuration) => isIn(one, configuration)))
    .map(({ rule, address, reason }) => ({ rule, address, reason }));
  return asked.map(({ configuration, leftOut }, i) =>
    evaluate(configuration, {
      rules: rules.filter(({ pack }) => !leftOut.includes(pack)),
      suppressions: [...suppressions.filter((one) => isIn(one, configuration)), ...(i === 0 ? lost : [])],
    }),
  );
}

/** Prints or writes what was found; the exit code. */
function say(
  { format, output, strict }: Arguments,
  rules: readonly Rule[],
  reports: readonly Report[],
): number {
  const text = formatRun(format, { reports, rules, strict });
  if (output === undefined) console.log(text);
  else {
    try {
      mkdirSync(dirname(output), { recursive: true });
      writeFileSync(output, `${text}\n`);
    } catch (error) {
      return fail([`${output} cannot be written: ${messageOf(error)}`]);
    }
    console.log(reports.map(heading).join("\n"));
  }
  const failed = reports.some(({ summary }) => summary.violations > 0 || (strict && summary.unknowns > 0));
  return failed ? 1 : 0;
}

function fail(lines: readonly string[]): number {
  console.error(lines.join("\n"));
  return 2;
}

process.exitCode = main();
