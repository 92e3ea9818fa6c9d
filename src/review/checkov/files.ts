import { readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { filesAt, isObject, readJson } from "../../guardrails";
import { kindList } from "./format";
import { type Kind } from "./results";

/** Where the kinds of suppression are written down, between two markers. */
const PAGE = resolve(__dirname, "../../../docs/decisions/checkov.md");
const START = "<!-- suppressions -->\n\n";
const END = "\n\n<!-- /suppressions -->";

/** The configurations in a folder of CDKTF's output, by stack. @throws Error if there are none */
export function configurationsIn(folder: string): Map<string, Readonly<Record<string, unknown>>> {
  return new Map(
    filesAt(folder).map((file) => {
      const configuration = readJson(file);
      if (!isObject(configuration)) throw new Error(`${file} is no configuration of Terraform`);
      return [basename(dirname(file)), configuration];
    }),
  );
}

/** The list of the kinds as the page has it. */
export function readPage(): string {
  const page = readFileSync(PAGE, "utf8");
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from) throw new Error(`${PAGE} has no place for the suppressions: ${START}...${END}`);
  return page.slice(from + START.length, to);
}

/** Writes the list of the kinds into the page. */
export function writePage(kinds: readonly Kind[]): void {
  const held = `${START}${readPage()}${END}`;
  const page = readFileSync(PAGE, "utf8");
  writeFileSync(
    PAGE,
    page.replace(held, () => `${START}${kindList(kinds)}${END}`),
  );
}
