import type { Evidence } from "../evidence";
import { html, type Html } from "./html";
import { moment } from "./timestamp";

/** The record of the last proof. */
export function proofSection({ system, proof }: Evidence): Html {
  const command = html`<code>npx plinth prove ${system}</code>`;
  const content =
    proof === undefined
      ? html`<p>
          There is no record of a proof. ${command} applies the system to an emulated AWS, plans it again,
          checks it and destroys it.
        </p>`
      : html`<p>
            Every step passed, ${moment(new Date(proof.at))}, by ${command} with ${proof.parts.versions}. The
            record is of the sources at that time; <code>npx plinth prove --status</code> tells whether they
            have changed since. An emulated AWS shows that Terraform and its provider do what the files say.
            It carries no traffic and enforces no network rule, no policy and no encryption.
          </p>
          <table class="wide">
            <caption>
              Steps of the proof
            </caption>
            <thead>
              <tr>
                <th scope="col">Step</th>
                <th scope="col">Result</th>
                <th scope="col" class="count">Seconds</th>
              </tr>
            </thead>
            <tbody>
              ${proof.steps.map(
                ({ step, result, seconds }) =>
                  html`<tr>
                    <th scope="row">${step}</th>
                    <td data-label="Result" class="seen">${result}</td>
                    <td class="count" data-label="Seconds">${seconds.toFixed(1)}</td>
                  </tr> `,
              )}
            </tbody>
          </table>`;
  return html`<section id="proof" aria-labelledby="proof-title">
    <h2 id="proof-title">Seen in an emulated AWS</h2>
    ${content}
  </section>`;
}
