import type { Evidence } from "../evidence";
import { countCells, countHeads, countsOf } from "./counts";
import { html, type Html } from "./html";

/** What this is, what it is not, and the chapters with their counts. */
export function overview({ report, chapters }: Evidence): Html {
  const { resources, rules } = report.summary;
  const rows = chapters.map(({ number, title, requirements }) => {
    if (requirements.length === 0) {
      return html`<tr>
        <th scope="row">${number} ${title}</th>
        <td class="people" colspan="5"><a href="#open">people have to show it</a></td>
      </tr>`;
    }
    return html`<tr>
      <th scope="row"><a href="#chapter-${number}">${number} ${title}</a></th>
      <td class="count" data-label="Requirements">${requirements.length}</td>
      ${countCells(countsOf(requirements.flatMap(({ rules: serving }) => serving)))}
    </tr>`;
  });
  return html`<section id="overview" aria-labelledby="overview-title">
    <h2 id="overview-title">Overview</h2>
    <p>
      ${resources} resources were checked by ${rules} rules. Those that serve a requirement of PCI DSS are
      below, by requirement, with the rows of the system’s own requirements that serve it; each row has tests.
    </p>
    <p>
      This is evidence for an assessor, not an assessment. A rule serves a requirement and does not fulfil it
      alone: each says what a pass shows and what it does not. Terraform is what was ordered of AWS; that it
      is in place is shown by a plan without changes against the account. What people have to show is
      <a href="#open">at the end</a>.
    </p>
    <p>
      The numbers are those of PCI DSS 4.0 and of 4.0.1 alike: 4.0.1, in force alone since 4.0 was retired on
      31 December 2024, kept every one.
    </p>
    <table class="wide">
      <caption>
        Answers of the rules, by principal requirement. Unknown: the files do not show it; it never counts as
        compliant.
      </caption>
      <thead>
        <tr>
          <th scope="col">Principal requirement</th>
          <th scope="col" class="count">Requirements</th>
          ${countHeads()}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </section>`;
}
