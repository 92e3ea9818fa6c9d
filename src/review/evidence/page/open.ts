import type { ChapterEvidence, Evidence } from "../evidence";
import { html, type Html } from "./html";

/** What no Terraform can show, by chapter. */
export function openSection({ chapters }: Evidence): Html {
  return html`<section id="open" aria-labelledby="open-title">
    <h2 id="open-title">What people have to show</h2>
    <p>No configuration shows these. The list names the usual ones; the assessor’s scope is what counts.</p>
    <table>
      <caption>
        Evidence that has to come from people
      </caption>
      <thead>
        <tr>
          <th scope="col">Requirement</th>
          <th scope="col">Evidence</th>
        </tr>
      </thead>
      ${chapters.map(chapterBody)}
    </table>
  </section>`;
}

function chapterBody({ number, title, open }: ChapterEvidence): Html {
  const rows = open.map(
    ({ numbers, what }) =>
      html`<tr>
        <td class="numbers">${numbers.join(", ")}</td>
        <td>${what}</td>
      </tr>`,
  );
  return html`<tbody>
    <tr>
      <th scope="rowgroup" colspan="2" class="group">${number} ${title}</th>
    </tr>
    ${rows}
  </tbody>`;
}
