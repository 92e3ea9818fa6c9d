import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import {
  commentedSuppressions,
  type Configuration,
  chosenRules,
  evaluate,
  filesAt,
  type Format,
  formatRun,
  FORMATS,
  heading,
  leftOutPacks,
  type Pack,
  PACK_NAMES,
  readConfiguration,
  readJson,
  readSettings,
  readSuppressions,
  type Report,
  type Rule,
  type Settings,
  SETTINGS_FILE,
  type Suppression,
} from "../../guardrails";
import { unknownName } from "../../process/suggestion";
import { action, UsageError } from "../action";
import { EXIT } from "../exit-codes";

interface Options {
  readonly pack: readonly Pack[];
  readonly settings?: string;
  readonly suppressions?: string;
  readonly strict: boolean;
  readonly format: Format;
  readonly output?: string;
}

const HELP = `
FILE is a configuration in JSON syntax (cdk.tf.json), the output of "terraform show -json" for a plan or a state,
or a folder of CDKTF's output (cdktf.out): then every stack in it.

Packs: ${PACK_NAMES.join(", ")}.

Examples:
  plinth guard cdktf.out
  plinth guard --pack pci-dss --format sarif --output guard.sarif cdktf.out
  terraform show -json plan.out > plan.json && plinth guard plan.json

The rules: docs/guardrails.md. Exit code 1: violations.`;

export function addGuard(program: Command): void {
  program
    .command("guard")
    .description("Checks Terraform configurations, plans and states against the guardrails.")
    .argument("<files...>", "JSON files, or folders of CDKTF's output")
    .option(
      "--pack <names>",
      "only the rules of these packs, separated by commas; may be repeated",
      packs,
      [],
    )
    .option(
      "--settings <file>",
      `packs, rules, their settings and suppressions (default: ${SETTINGS_FILE}, if it exists)`,
    )
    .option(
      "--suppressions <file>",
      "a JSON list of {rule, address, reason, stack?}, added to those of the settings",
    )
    .option("--strict", "an unknown result fails like a violation", false)
    .addOption(new Option("--format <format>", "format of the report").choices(FORMATS).default("text"))
    .option("--output <file>", "write the report to a file, and print only the counts")
    .addHelpText("after", HELP)
    .action(action(guard));
}

function packs(given: string, before: readonly Pack[]): readonly Pack[] {
  const names = given.split(",").map((name) => name.trim());
  const found = PACK_NAMES.filter((pack) => names.includes(pack));
  const unknown = names.filter((name) => !found.some((pack) => pack === name));
  if (unknown.length > 0) {
    throw new InvalidArgumentError(unknown.map((name) => unknownName("pack", name, PACK_NAMES)).join(" "));
  }
  return [...before, ...found];
}

function guard(paths: readonly string[], options: Options): number {
  // All problems are reported at once, and nothing is checked if a file cannot be read.
  const problems: string[] = [];
  const attempt = <T>(read: () => T, otherwise: T): T => {
    try {
      return read();
    } catch (error) {
      problems.push(messageOf(error));
      return otherwise;
    }
  };
  const settingsFile = options.settings ?? (existsSync(SETTINGS_FILE) ? SETTINGS_FILE : undefined);
  const suppressionsFile = options.suppressions;
  const settings = settingsFile === undefined ? {} : attempt(() => readSettings(settingsFile), {});
  const suppressions = [
    ...(settings.suppressions ?? []),
    ...(suppressionsFile === undefined ? [] : attempt(() => readSuppressions(suppressionsFile), [])),
  ];
  const files = paths.flatMap((path) => attempt(() => filesAt(path), []));
  const configurations = files.flatMap((path) =>
    attempt(() => {
      const json = readJson(path);
      const configuration = readConfiguration(json, path);
      suppressions.push(...commentedSuppressions(json, configuration.stack));
      return [{ configuration, leftOut: leftOutPacks(json) }];
    }, []),
  );
  if (problems.length > 0) throw new UsageError(problems.join("\n"));

  const rules = rulesFor(options.pack, settings);
  if (rules.length === 0) throw new UsageError("no rule is left to check: the selected packs are empty");
  // A settings file that was found, not named, may surprise.
  if (settingsFile === SETTINGS_FILE) console.error(`with the settings of ${SETTINGS_FILE}`);
  return print(options, rules, check(configurations, rules, suppressions));
}

function rulesFor(named: readonly Pack[], settings: Settings): readonly Rule[] {
  return chosenRules(named.length > 0 ? { ...settings, packs: named } : settings);
}

interface Checked {
  readonly configuration: Configuration;
  /** Packs that the file itself leaves out. */
  readonly leftOut: readonly string[];
}

/** A suppression belongs to the files that hold its address; without such a file the first one reports it. */
function check(
  checked: readonly Checked[],
  rules: readonly Rule[],
  suppressions: readonly Suppression[],
): Report[] {
  const configurations = checked.map(({ configuration }) => configuration);
  const isIn = ({ address, stack }: Suppression, configuration: Configuration): boolean =>
    (stack === undefined || stack === configuration.stack) &&
    configuration.resources.some((resource) => [resource.address, resource.blockAddress].includes(address));
  const unmatched = suppressions
    .filter((one) => !configurations.some((configuration) => isIn(one, configuration)))
    .map(({ rule, address, reason }) => ({ rule, address, reason }));
  return checked.map(({ configuration, leftOut }, i) =>
    evaluate(configuration, {
      rules: rules.filter(({ pack }) => !leftOut.includes(pack)),
      suppressions: [
        ...suppressions.filter((one) => isIn(one, configuration)),
        ...(i === 0 ? unmatched : []),
      ],
    }),
  );
}

function print(
  { format, output, strict }: Options,
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
      throw new UsageError(`${output} cannot be written: ${messageOf(error)}`);
    }
    console.log(reports.map(heading).join("\n"));
  }
  const failed = reports.some(({ summary }) => summary.violations > 0 || (strict && summary.unknowns > 0));
  return failed ? EXIT.found : EXIT.done;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
