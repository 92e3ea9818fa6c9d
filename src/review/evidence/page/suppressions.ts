import type { Evidence } from "../evidence";
import { html, type Html } from "./html";

/** Every exception with its reason. */
export function suppressionSection({ suppressed }: Evidence): Html {
  const rows = suppressed.map(
    ({ address, rule, title, suppression }) =>
      html`<tr>
        <th scope="row"><code>${address}</code></th>
        <td data-label="Rule">${title} <code>${rule}</code></td>
        <td data-label="Reason">${suppression}</td>
      </tr> `,
  );
  const table = html`<table class="wide">
    <caption>
      Exceptions to rules, of all packs
    </caption>
    <thead>
      <tr>
        <th scope="col">Address</th>
        <th scope="col">Rule</th>
        <th scope="col">Reason</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
  return html`<section id="suppressions" aria-labelledby="suppressions-title">
    <h2 id="suppressions-title">Suppressions</h2>
    ${suppressed.length === 0 ? html`<p>No rule is suppressed anywhere in this system.</p>` : table}
  </section>`;
}
