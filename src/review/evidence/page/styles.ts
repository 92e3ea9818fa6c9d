import { Html } from "./html";

/** For screens wide and narrow, light and dark, and for paper. */
export const STYLES = new Html(`
:root { --ink: #1d2129; --quiet: #59616e; --line: #d5d9e0; --soft: #f5f6f8; --paper: #fff; --link: #0b57a4;
  --good: #17663a; --bad: #a8231d; --open: #825500; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e7ec; --quiet: #a2abb8; --line: #3a414d; --soft: #1f242c;
  --paper: #15181d; --link: #84bdf7; --good: #74d19b; --bad: #ff938b; --open: #eabb62; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0 auto; padding: 2rem 1.5rem 5rem; max-width: 68rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
a { color: var(--link); text-underline-offset: 0.15em; }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; padding: 0.5rem 1rem; background: var(--paper); }
h1 { margin: 0; font-size: 2.25rem; line-height: 1.15; letter-spacing: -0.015em; }
h2 { margin: 3.5rem 0 1rem; padding-bottom: 0.4rem; border-bottom: 2px solid var(--ink); font-size: 1.5rem; line-height: 1.25; }
h3 { margin: 2.5rem 0 0.75rem; font-size: 1.125rem; line-height: 1.35; }
h3 .number { margin-right: 0.4rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
p { margin: 0 0 1rem; max-width: 46rem; }
header p { color: var(--quiet); margin: 0.5rem 0 0; }
header .kind { margin: 0 0 0.25rem; font-weight: 600; }
nav { margin-top: 2rem; padding: 1rem 1.25rem; background: var(--soft); border-radius: 0.5rem; }
nav ul { margin: 0; padding: 0; list-style: none; columns: 20rem auto; column-gap: 2rem; }
nav li { padding: 0.15rem 0; break-inside: avoid; }
code { font: 0.86em/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; }
caption { padding-bottom: 0.5rem; color: var(--quiet); font-size: 0.9rem; text-align: left; }
th, td { padding: 0.6rem 0.75rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 0; }
th.group { padding-top: 1.5rem; font-weight: 600; }
td.numbers { width: 9rem; color: var(--quiet); font-variant-numeric: tabular-nums; }
td.people { color: var(--quiet); text-align: right; }
thead th { color: var(--quiet); font-size: 0.85rem; font-weight: 600; vertical-align: bottom; }
tbody th { font-weight: 400; }
th.count, td.count { width: 6.75rem; text-align: right; font-variant-numeric: tabular-nums; }
td.compliant { color: var(--good); }
td.violations { color: var(--bad); font-weight: 700; }
td.unknown, td.suppressed { color: var(--open); font-weight: 700; }
td.none, .quiet { color: var(--quiet); }
td.seen { white-space: pre-line; overflow-wrap: anywhere; }
tbody th strong + code { display: block; color: var(--quiet); }
tbody th p { margin: 0.4rem 0 0; font-size: 0.93rem; }
.findings { margin: 1rem 0 0.25rem; font-size: 0.93rem; font-weight: 600; }
ul { margin: 0 0 0.5rem; padding-left: 1.25rem; }
.rows li { margin-bottom: 0.35rem; max-width: 46rem; }
details { margin-top: 0.5rem; }
summary { width: fit-content; color: var(--link); font-size: 0.93rem; cursor: pointer; }
.addresses { margin-top: 0.4rem; columns: 22rem auto; column-gap: 2rem; }
.addresses li { break-inside: avoid; }
@media (max-width: 44rem) {
  body { padding: 1.25rem 1rem 3rem; }
  h1 { font-size: 1.75rem; }
  .wide thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .wide, .wide tbody, .wide caption { display: block; }
  .wide tr { display: block; padding: 0.75rem 0; border-bottom: 1px solid var(--line); }
  .wide th, .wide td { display: block; width: auto; padding: 0; border: 0; text-align: left; }
  .wide tbody th { padding-bottom: 0.4rem; }
  .wide td.people { text-align: left; }
  td.numbers { width: 6rem; }
  .wide td.count { display: inline-block; margin-right: 1.25rem; }
  .wide td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); font-weight: 400; }
}
@media print {
  @page { size: A4; margin: 18mm 16mm; }
  :root { --ink: #000; --quiet: #444; --line: #bbb; --paper: #fff; --link: #000; --good: #000; --bad: #000; --open: #000; }
  html { font-size: 9pt; }
  body { max-width: none; padding: 0; }
  th.count, td.count { width: 5.6rem; padding-left: 0.25rem; padding-right: 0.25rem; }
  p, .rows li { max-width: none; }
  nav, .skip { display: none; }
  h2 { margin-top: 2.5rem; }
  h3 { margin-top: 1.75rem; }
  h2, h3, caption, .findings, summary { break-after: avoid; }
  thead { display: table-header-group; }
  thead, thead tr { break-after: avoid; }
  p, li, td.seen { break-inside: avoid; }
  a { color: inherit; text-decoration: none; }
  .addresses { columns: 1; }
  /* What is folded on a screen is on paper. */
  details::details-content { content-visibility: visible; display: block; }
  summary { list-style: none; color: inherit; }
}
`);
