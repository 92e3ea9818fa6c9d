import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { format, resolveConfig } from "prettier";
import { listAlarms } from "../constructs/observability/alarm-description";
import { type JsonObject } from "../core/synthesis/json";
import { type Configuration, defaultConfigurations } from "../review/addresses";
import { ROOT } from "../process/project";
import { guardrailsSections } from "./guardrails-page";
import { between, table } from "./markdown";
import { listNotices } from "./notices";
import { pictureProblems } from "./picture/check";
import { requirementSystems } from "./trace/requirements";
import { traceTable } from "./trace/trace";

/**
 * Writes what follows from the code into the pages, between markers (`<!-- variables -->` and `<!-- /variables -->`):
 * the tables of variables, outputs and alarms of the systems from what is synthesized, and the guardrails from their
 * rules. The picture of each system's page is compared with what is synthesized.
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

const DOCS = join(ROOT, "docs");

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

/** What a page holds of the code, by the page's path in `docs`. */
interface Page {
  readonly sections: Readonly<Record<string, string>>;
  /** What its picture is compared with. */
  readonly configuration?: JsonObject;
}

function pages(): Map<string, Page> {
  const systems = [...defaultConfigurations()].map(([system, configuration]): [string, Page] => [
    join("systems", `${system}.md`),
    { sections: systemSections(system, configuration), configuration: configuration as JsonObject },
  ]);
  return new Map([...systems, ["guardrails.md", { sections: guardrailsSections() }]]);
}

function systemSections(system: string, configuration: Documented): Readonly<Record<string, string>> {
  return {
    variables: variableTable(configuration),
    outputs: outputTable(configuration),
    ...(requirementSystems(ROOT).includes(system) && { trace: traceTable(system, ROOT) }),
    ...(configuration.resource?.aws_cloudwatch_metric_alarm !== undefined && {
      alarms: alarmTable(configuration),
    }),
  };
}

/**
 * Renews the generated parts of the pages, and checks the pictures.
 * @param check only report pages that are not current
 * @returns whether a page is not current or a picture is wrong
 */
export async function renewPages(check: boolean): Promise<boolean> {
  let wrong = 0;
  for (const [path, { sections, configuration }] of pages()) {
    const file = join(DOCS, path);
    const shown = relative(process.cwd(), file);
    if (!existsSync(file))
      throw new Error(`${shown} is missing: it holds the sections ${Object.keys(sections).join(", ")}`);
    const page = readFileSync(file, "utf8");
    if (configuration !== undefined) {
      for (const problem of pictureProblems(page, configuration)) {
        wrong += 1;
        console.log(`${shown}: the picture is wrong: ${problem}`);
      }
    }
    const text = Object.entries(sections).reduce(
      (filled, [name, content]) => between(filled, name, content, shown),
      page,
    );
    const current = await format(text, { ...(await resolveConfig(file)), parser: "markdown" });
    if (current === page) continue;
    if (check) wrong += 1;
    else writeFileSync(file, current);
    console.log(`${shown}: ${check ? "not current: run npm run docs" : "renewed"}`);
  }
  return wrong > 0;
}
