import type { Finding } from "../../../guardrails";
import type { ChapterEvidence, Evidence, RequirementEvidence, RuleEvidence } from "../evidence";
import type { Row } from "../ledger";
import { countCells, countHeads, countsOf } from "./counts";
import { html, type Html } from "./html";

/** A section for each chapter to which something contributes. */
export function chapterSections({ chapters }: Evidence): Html[] {
  const first = new Map<string, string>();
  for (const { number, rules } of chapters.flatMap(({ requirements }) => requirements)) {
    for (const { rule } of rules) if (!first.has(rule.id)) first.set(rule.id, number);
  }
  return chapters
    .filter(({ requirements }) => requirements.length > 0)
    .map((chapter) => chapterSection(chapter, first));
}

function chapterSection(
  { number, title, requirements }: ChapterEvidence,
  first: ReadonlyMap<string, string>,
): Html {
  return html`<section id="chapter-${number}" aria-labelledby="chapter-${number}-title">
    <h2 id="chapter-${number}-title">${number} ${title}</h2>
    ${requirements.map((requirement) => requirementArticle(requirement, first))}
  </section>`;
}

function requirementArticle(evidence: RequirementEvidence, first: ReadonlyMap<string, string>): Html {
  const { number, title, rules, rows } = evidence;
  const idle = rules.filter(saysNothing);
  const said = rules.filter((rule) => !idle.includes(rule));
  return html`<article id="requirement-${number}" aria-labelledby="requirement-${number}-title">
    <h3 id="requirement-${number}-title"><span class="number">${number}</span> ${title}</h3>
    ${said.length === 0 ? undefined : rulesTable(number, said, first)}
    ${idle.length === 0 ? undefined : idleRules(idle)} ${rows.length === 0 ? undefined : rowList(rows)}
  </article>`;
}

/** Whether the system has nothing of what a rule is for. */
function saysNothing({ compliant, violations, unknowns, suppressed }: RuleEvidence): boolean {
  return compliant.length + violations.length + unknowns.length + suppressed.length === 0;
}

function idleRules(rules: readonly RuleEvidence[]): Html {
  const items = rules.map(
    ({ rule }) => html`<li data-rule="${rule.id}">${rule.title} <code>${rule.id}</code></li>`,
  );
  const many = rules.length === 1 ? "1 rule is" : `${rules.length} rules are`;
  return html`<details>
    <summary>${many} for things that this system does not have</summary>
    <ul>
      ${items}
    </ul>
  </details>`;
}

function rulesTable(
  number: string,
  rules: readonly RuleEvidence[],
  first: ReadonlyMap<string, string>,
): Html {
  return html`<table class="wide">
    <caption>
      Rules for ${number}
    </caption>
    <thead>
      <tr>
        <th scope="col">Rule</th>
        ${countHeads()}
      </tr>
    </thead>
    <tbody>
      ${rules.map((rule) => ruleRow(rule, number, first.get(rule.rule.id) as string))}
    </tbody>
  </table>`;
}

/** A rule is described where it comes first; elsewhere a link leads there. */
function ruleRow(evidence: RuleEvidence, number: string, first: string): Html {
  const { rule } = evidence;
  const described =
    first === number
      ? html`${rule.shows === undefined ? undefined : html`<p>A pass shows: ${rule.shows}</p>`}
        ${rule.limits === undefined ? undefined : html`<p>It does not show: ${rule.limits}</p>`}
        ${addresses(evidence)}`
      : html`<p>Described under <a href="#requirement-${first}">${first}</a>.</p>`;
  return html`<tr data-rule="${rule.id}">
    <th scope="row"><strong>${rule.title}</strong> <code>${rule.id}</code> ${described}</th>
    ${countCells(countsOf([evidence]))}
  </tr>`;
}

function addresses({ compliant, violations, unknowns, suppressed }: RuleEvidence): Html {
  const findings = [
    ...findingList("Violations", violations),
    ...findingList("Unknown", unknowns),
    ...findingList("Suppressed", suppressed),
  ];
  const list = html`<ul class="addresses">
    ${compliant.map((address) => html`<li><code>${address}</code></li>`)}
  </ul>`;
  return html`${findings}${
    compliant.length === 0
      ? undefined
      : html`<details>
          <summary>${compliant.length} compliant ${compliant.length === 1 ? "address" : "addresses"}</summary>
          ${list}
        </details>`
  }`;
}

/** What is not compliant is never folded away. */
function findingList(title: string, findings: readonly Finding[]): Html[] {
  if (findings.length === 0) return [];
  const items = findings.map(
    ({ address, reason, suppression }) =>
      html`<li>
        <code>${address}</code>:
        ${reason}${suppression === undefined ? undefined : html` (excused: ${suppression})`}
      </li>`,
  );
  return [
    html`<p class="findings">${title}</p>
      <ul>
        ${items}
      </ul>`,
  ];
}

function rowList(rows: readonly Row[]): Html {
  const items = rows.map(
    ({ id, text }) => html`<li data-row="${id}"><strong>${id}</strong> ${withCode(text)}</li>`,
  );
  return html`<p class="findings">The system’s own requirements, each with tests</p>
    <ul class="rows">
      ${items}
    </ul>`;
}

/** The text of a row is Markdown, of which it uses code only. */
function withCode(text: string): Html[] {
  return text.split("`").map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : html`${part}`));
}
