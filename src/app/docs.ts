import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { listAlarms } from "../constructs/observability/alarm-description";
import { type JsonObject } from "../core/synthesis/compose";
import { type Configuration, defaultConfigurations } from "./addresses";
import { listNotices } from "./notices";
import { pictureProblems } from "./picture/check";

/**
 * Writes the tables of variables, outputs and alarms into the pages of the systems, between markers such
 * as `<!-- variables -->` and `<!-- /variables -->`, from what is synthesized, and compares the picture of
 * each page with it.
 */

interface Variable {
  readonly type: string;
  readonly description: string;
  readonly default?: unknown;
  readonly sensitive?: boolean;
  readonly validation?: readonly { readonly error_message: string }[];
}

interface Documented extends Configuration {
  readonly variable?: Readonly<Record<string, Variable>>;
  readonly output?: Readonly<Record<string, { readonly description?: string }>>;
}

const PAGES = resolve(__dirname, "../../docs/systems");

/** A table of the variables: name, type, default, what it is, what is allowed. */
function variableTable({ variable = {} }: Documented): string {
  const rows = Object.entries(variable).map(([name, one]) => [
    `\`${name}\``,
    one.type.replace(/^\$\{(.*)\}$/, "$1"),
    "default" in one ? `\`${JSON.stringify(one.default)}\`` : "(none: must be set)",
    one.description,
    (one.validation ?? []).map((rule) => rule.error_message).join(" "),
  ]);
  return table(["variable", "type", "default", "what it is", "what is allowed"], rows);
}

function outputTable({ output = {} }: Documented): string {
  return table(
    ["output", "what it is"],
    Object.entries(output).map(([name, one]) => [`\`${name}\``, one.description ?? ""]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A table of what tells somebody: name, when, what it means, what to do. */
function alarmTable(configuration: Documented): string {
  const { resource } = configuration as JsonObject;
  const rows = [...listAlarms({ resource: resource ?? {} }), ...listNotices(configuration as JsonObject)].map(
    ({ name, condition, meaning, remedy }) => [
      `\`${readable(name)}\``,
      readable(condition),
      readable(meaning),
      readable(remedy),
    ],
  );
  return table(["alarm", "when", "what it means", "what to do"], rows);
}

/** References as their reader knows them: the suffix, variables, and the last part of all others. */
function readable(text: string): string {
  return text
    .replaceAll("${var.environment_suffix}", "<suffix>")
    .replaceAll(/\$\{(?:\w+\.)*(\w+)\}/g, (_, name: string) => name);
}

/** @throws Error if the page lacks the markers */
function between(page: string, name: string, content: string, file: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for them: ${start} ... ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`;
}

/** The page as it should be. */
function filled(page: string, configuration: Documented, file: string): string {
  const tables = {
    variables: variableTable(configuration),
    outputs: outputTable(configuration),
    ...(configuration.resource?.aws_cloudwatch_metric_alarm !== undefined && {
      alarms: alarmTable(configuration),
    }),
  };
  return Object.entries(tables).reduce((text, [name, content]) => between(text, name, content, file), page);
}

/** `docs [--check]`: 0 when the pages are current and their pictures true, else 1; without `--check` tables are renewed. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  let wrong = 0;
  for (const [system, configuration] of defaultConfigurations()) {
    const file = join(PAGES, `${system}.md`);
    const shown = relative(process.cwd(), file);
    if (!existsSync(file)) throw new Error(`${shown} is missing: every system has its page`);
    const page = readFileSync(file, "utf8");
    for (const problem of pictureProblems(page, configuration as JsonObject)) {
      wrong += 1;
      console.log(`${shown}: the picture is wrong: ${problem}`);
    }
    const text = filled(page, configuration, shown);
    const current = await format(text, { ...(await resolveConfig(file)), parser: "markdown" });
    if (current === page) continue;
    if (values.check) wrong += 1;
    else writeFileSync(file, current);
    console.log(`${shown}: ${values.check ? "not current, run npm run docs" : "renewed"}`);
  }
  return wrong > 0 ? 1 : 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 2;
  },
);
