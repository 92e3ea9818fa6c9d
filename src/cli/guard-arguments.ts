import { existsSync } from "node:fs";
import { parseArgs } from "node:util";
import { SETTINGS_FILE } from "../guardrails/rule-selection/file";
import { PACK_NAMES } from "../guardrails/rule-selection/rules";
import type { Format } from "../guardrails/formats";
import { FORMATS } from "../guardrails/formats";
import type { Pack } from "../guardrails/rule";

export const USAGE = `Checks Terraform against the guardrails (docs/guardrails.md).

  npm run guard -- [options] FILE...

FILE is a configuration in JSON syntax (cdk.tf.json), what \`terraform show -json\` prints of a plan or a state,
or a folder of CDKTF's output (cdktf.out): then every stack in it.

  --pack NAME[,NAME]     only the rules of these packs; may be repeated. In place of those of the settings file
  --settings FILE        packs, single rules, rules' settings and suppressions (default ${SETTINGS_FILE}, if there)
  --suppressions FILE    a JSON list of {rule, address, reason, stack?}, besides those of the settings file
  --strict               what cannot be seen fails like a violation
  --format FORMAT        ${FORMATS.join(", ")} (default text)
  --output FILE          write there, and print the counts only
  --help                 this text

Packs: ${PACK_NAMES.join(", ")}.

Exit code: 0 no violation, 1 violations, 2 something could not be read or understood.`;

/** What the command line asks for. */
export interface Arguments {
  readonly help: boolean;
  readonly files: readonly string[];
  readonly format: Format;
  readonly output?: string;
  /** Empty: not said. */
  readonly packs: readonly Pack[];
  readonly settings?: string;
  readonly suppressions?: string;
  readonly strict: boolean;
}

/** Reads the command line; `problems` is everything that is wrong with it, in lines. */
export function readArguments(args: readonly string[]): Arguments | { readonly problems: readonly string[] } {
  let parsed;
  try {
    parsed = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        output: { type: "string" },
        pack: { type: "string", multiple: true, default: [] },
        settings: { type: "string" },
        suppressions: { type: "string" },
        strict: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return { problems: [(error as Error).message, "", USAGE] };
  }
  const { values, positionals: files } = parsed;
  const named = values.pack.flatMap((list) => list.split(",")).map((name) => name.trim());
  const format = FORMATS.find((one) => one === values.format);
  const packs = PACK_NAMES.filter((pack) => named.includes(pack));
  const problems = [
    ...(format === undefined
      ? [`--format is ${JSON.stringify(values.format)}: it is one of ${FORMATS.join(", ")}`]
      : []),
    ...named
      .filter((name) => !packs.some((pack) => pack === name))
      .map(
        (name) => `--pack ${JSON.stringify(name)}: there is no such pack; there are ${PACK_NAMES.join(", ")}`,
      ),
    ...(files.length === 0 ? ["no file is given", "", USAGE] : []),
  ];
  if (!values.help && problems.length > 0) return { problems };
  const settings = values.settings ?? (existsSync(SETTINGS_FILE) ? SETTINGS_FILE : undefined);
  return {
    help: values.help,
    files,
    format: format as Format,
    packs,
    strict: values.strict,
    ...(values.output === undefined ? {} : { output: values.output }),
    ...(settings === undefined ? {} : { settings }),
    ...(values.suppressions === undefined ? {} : { suppressions: values.suppressions }),
  };
}
