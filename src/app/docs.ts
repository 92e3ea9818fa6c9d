import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { parseArgs } from "node:util";
import { format, resolveConfig } from "prettier";
import { type Configuration, defaultConfigurations } from "./addresses";

/**
 * Writes the tables of variables and outputs into the pages of the systems, between the markers
 * `<!-- variables -->` and `<!-- /variables -->`, from what is synthesized.
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

/** @throws Error if the page lacks the markers */
function between(page: string, name: string, content: string, file: string): string {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [page.indexOf(start), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for them: ${start} ... ${end}`);
  return `${page.slice(0, from + start.length)}\n\n${content}\n\n${page.slice(to)}`;
}

/** `docs [--check]`: 0 when the pages are current, with `--check` 1 when one is not. */
async function main(): Promise<number> {
  const { values } = parseArgs({ options: { check: { type: "boolean", default: false } } });
  let stale = 0;
  for (const [system, configuration] of defaultConfigurations()) {
    const file = join(PAGES, `${system}.md`);
    const shown = relative(process.cwd(), file);
    if (!existsSync(file)) throw new Error(`${shown} is missing: every system has its page`);
    const page = readFileSync(file, "utf8");
    const filled = between(page, "variables", variableTable(configuration), shown);
    const text = between(filled, "outputs", outputTable(configuration), shown);
    const current = await format(text, { ...(await resolveConfig(file)), parser: "markdown" });
    if (current === page) continue;
    stale += 1;
    if (!values.check) writeFileSync(file, current);
    console.log(`${shown}: ${values.check ? "not current, run npm run docs" : "renewed"}`);
  }
  return values.check && stale > 0 ? 1 : 0;
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
