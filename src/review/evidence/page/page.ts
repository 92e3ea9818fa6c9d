import type { Evidence } from "../evidence";
import { chapterSections } from "./chapters";
import { html, type Html } from "./html";
import { moment } from "./timestamp";
import { openSection } from "./open";
import { proofSection } from "./proof";
import { STYLES } from "./styles";
import { overview } from "./summary";
import { suppressionSection } from "./suppressions";

/** The page: one file of HTML, without scripts and without anything from elsewhere. */
export function evidencePage(evidence: Evidence): string {
  const { system, at } = evidence;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>PCI DSS 4.0 evidence: ${system}</title>
        <style>
          ${STYLES}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">To the content</a>
        <header>
          <p class="kind">PCI DSS 4.0 evidence</p>
          <h1>${system}</h1>
          <p>Made ${moment(at)} from the Terraform that is synthesized for this system.</p>
        </header>
        ${navigation(evidence)}
        <main id="content">
          ${overview(evidence)} ${chapterSections(evidence)} ${suppressionSection(evidence)}
          ${proofSection(evidence)} ${openSection(evidence)}
        </main>
      </body>
    </html> `;
  return page.text;
}

function navigation({ chapters }: Evidence): Html {
  const links = chapters
    .filter(({ requirements }) => requirements.length > 0)
    .map(({ number, title }) => html`<li><a href="#chapter-${number}">${number} ${title}</a></li>`);
  return html`<nav aria-label="Contents">
    <ul>
      <li><a href="#overview">Overview</a></li>
      ${links}
      <li><a href="#suppressions">Suppressions</a></li>
      <li><a href="#proof">Seen in an emulated AWS</a></li>
      <li><a href="#open">What people have to show</a></li>
    </ul>
  </nav>`;
}
