import { parseArgs } from "node:util";
import { evaluate } from "./evaluate";
import { filesAt, readJson, readSuppressions } from "./files";
import { formatReport } from "./format";
import type { Configuration } from "./model/configuration";
import { readConfiguration } from "./reading";
import type { Report } from "./report";
import type { Suppression } from "./suppressions";

const USAGE = `Checks Terraform against the guardrails.

  npm run guard -- [options] FILE...

FILE is a configuration in JSON syntax (cdk.tf.json), what \`terraform show -json\` prints of a plan or a state,
or a folder of CDKTF's output (cdktf.out): then every stack in it.

  --format text|json     how to print (default text)
  --suppressions FILE    a JSON list of {rule, address, reason, stack?}
  --strict               what cannot be seen fails like a violation
  --help                 this text

Exit code: 0 no violation, 1 violations, 2 something could not be read or understood.`;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function main(): number {
  let options;
  try {
    options = parseArgs({
      allowPositionals: true,
      options: {
        format: { type: "string", default: "text" },
        suppressions: { type: "string" },
        strict: { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return fail([messageOf(error), "", USAGE]);
  }
  const { values, positionals } = options;
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  if (values.format !== "text" && values.format !== "json") {
    return fail([`--format is ${JSON.stringify(values.format)}: it is text or json`]);
  }
  if (positionals.length === 0) return fail(["no file is given", "", USAGE]);

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
  const { suppressions: sidecar } = values;
  const suppressions = sidecar === undefined ? [] : attempt(() => readSuppressions(sidecar), []);
  const files = positionals.flatMap((path) => attempt(() => filesAt(path), []));
  const configurations = files.flatMap((file) =>
    attempt(() => [readConfiguration(readJson(file), file)], []),
  );
  if (problems.length > 0) return fail(problems);

  const reports = check(configurations, suppressions);
  console.log(
    values.format === "json" ? JSON.stringify(reports, null, 2) : reports.map(formatReport).join("\n\n"),
  );
  const failed = reports.some(
    ({ summary }) => summary.violations > 0 || (values.strict && summary.unknowns > 0),
  );
  return failed ? 1 : 0;
}

/** A suppression counts where its address is; one whose address is nowhere is held against the first file. */
function check(configurations: readonly Configuration[], suppressions: readonly Suppression[]): Report[] {
  const isIn = ({ address, stack }: Suppression, configuration: Configuration): boolean =>
    (stack === undefined || stack === configuration.stack) &&
    configuration.resources.some((resource) => [resource.address, resource.blockAddress].includes(address));
  const lost = suppressions
    .filter((one) => !configurations.some((configuration) => isIn(one, configuration)))
    .map(({ rule, address, reason }) => ({ rule, address, reason }));
  return configurations.map((configuration, i) =>
    evaluate(configuration, {
      suppressions: [...suppressions.filter((one) => isIn(one, configuration)), ...(i === 0 ? lost : [])],
    }),
  );
}

function fail(lines: readonly string[]): number {
  console.error(lines.join("\n"));
  return 2;
}

process.exitCode = main();
