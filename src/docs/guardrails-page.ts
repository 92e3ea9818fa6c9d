import { ALL_RULES, PACK_NAMES, PACKS, type Control, type Pack, type Rule, rulesOfPack } from "../guardrails";
import { table } from "./markdown";

/** What `docs/guardrails.md` holds between its markers, by their names. */
export function guardrailsSections(): Readonly<Record<string, string>> {
  return { packs: packTable(), rules: ruleTables(), settings: settingsTable(), evidence: evidenceTable() };
}

const OWN_PACKS = PACK_NAMES.filter((pack) => ALL_RULES.some((rule) => rule.pack === pack));

function packTable(): string {
  const rows = PACK_NAMES.map((pack) => [
    OWN_PACKS.includes(pack) ? `[\`${pack}\`](#${pack})` : `[\`${pack}\`](#what-a-pass-is-evidence-of)`,
    String(rulesOfPack(pack).length),
    PACKS[pack].title,
  ]);
  return table(["pack", "rules", "what it is about"], rows);
}

function ruleTables(): string {
  return OWN_PACKS.map((pack) =>
    [`### ${pack}`, `${PACKS[pack].title}.`, rulesTable(pack)].join("\n\n"),
  ).join("\n\n");
}

function rulesTable(pack: Pack): string {
  const rows = ALL_RULES.filter((rule) => rule.pack === pack).map((rule) => [
    `\`${rule.id}\``,
    `**${text(rule.title)}.** ${text(rule.rationale)}`,
    text(rule.remedy),
    rule.controls.map(controlName).join(", "),
  ]);
  return table(["rule", "what it asks, and why", "remedy", "serves"], rows);
}

function controlName({ standard, id }: Control): string {
  return standard === "PCI DSS 4.0" ? `PCI ${id}` : id;
}

function settingsTable(): string {
  const rows = ALL_RULES.flatMap((rule) =>
    Object.entries(rule.settings?.shape ?? {}).map(([name, schema]) => [
      `\`${rule.id}\``,
      `\`${name}\``,
      defaultOf(rule, name),
      text((schema as { readonly description?: string }).description ?? ""),
    ]),
  );
  return table(["rule", "setting", "default", "what it is"], rows);
}

function defaultOf({ settings }: Rule, name: string): string {
  const value = settings?.parse({})[name];
  return value === undefined ? "(none)" : `\`${JSON.stringify(value)}\``;
}

/** For the rules that serve a requirement of PCI DSS. */
function evidenceTable(): string {
  const rows = rulesOfPack("pci-dss").map((rule) => [
    `\`${rule.id}\``,
    rule.controls.flatMap(({ standard, id }) => (standard === "PCI DSS 4.0" ? [id] : [])).join(", "),
    text(rule.shows ?? rule.title),
    text(rule.limits ?? ""),
  ]);
  return table(["rule", "PCI DSS 4.0", "a pass shows", "a pass does not show"], rows);
}

/** Rules' texts are plain: what Markdown or a browser would take for its own is escaped. */
function text(plain: string): string {
  return plain.replaceAll(/[\\*`<>[\]]/g, "\\$&");
}
