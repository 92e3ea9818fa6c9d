import { html, type Html } from "./html";

/** `2026-11-25 16:14 UTC`, for people and machines. */
export function moment(at: Date): Html {
  const iso = at.toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 16).replace("T", " ")} UTC</time>`;
}
