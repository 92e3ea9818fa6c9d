import { textOf } from "../../model/json";
import type { View } from "../../model/view";
import type { Rule } from "../../rule";
import { notApplicable, pciDss, securityHub, unknown, verdict } from "../../rule";

/** HTTP listeners send their callers to HTTPS and do nothing else. */
export const listenerRedirect: Rule = {
  id: "network-exposure-listener-redirect",
  title: "HTTP listeners only redirect to HTTPS",
  pack: "network-exposure",
  controls: [...securityHub("ELB.1"), ...pciDss("4.2.1")],
  shows: "Nothing is answered over HTTP but the way to HTTPS.",
  limits:
    "The first request of a client that came by HTTP has travelled in clear, cookies without Secure included.",
  rationale: "What is answered over HTTP can be read and changed on its way.",
  remedy: "make the listener's (and its rules') action a redirect with protocol HTTPS",
  types: ["aws_lb_listener", "aws_alb_listener"],
  check: (listener, configuration) => {
    const protocol = listener.get("protocol");
    if (protocol.kind === "unknown") return unknown(`protocol is ${protocol.expression}`);
    if (protocol.kind !== "known" || protocol.value !== "HTTP") return notApplicable();
    const rules = configuration
      .referring(listener, "listener_arn")
      .filter(({ type }) => type === "aws_lb_listener_rule" || type === "aws_alb_listener_rule");
    const judged = [
      ...listener.blocks("default_action").map((action) => judge(action, "its default action")),
      ...rules.flatMap((rule) =>
        rule.blocks("action").map((action) => judge(action, `the action of ${rule.address}`)),
      ),
    ];
    return verdict(
      judged.flatMap(({ wrong }) => wrong ?? []),
      judged.flatMap(({ unseen }) => unseen ?? []),
    );
  },
};

function judge(action: View, what: string): { wrong?: string; unseen?: string } {
  const type = action.get("type");
  const protocol = action.get("redirect.protocol");
  if (type.kind === "unknown") return { unseen: `${what} is ${type.expression}` };
  if (type.kind === "absent" || type.value !== "redirect") {
    return { wrong: `${what} is ${type.kind === "known" ? textOf(type.value) : "not a redirect"}` };
  }
  if (protocol.kind === "unknown") return { unseen: `${what} redirects to ${protocol.expression}` };
  // Not set, the protocol stays what it was.
  const https = protocol.kind === "known" && protocol.value === "HTTPS";
  return https
    ? {}
    : { wrong: `${what} redirects to ${protocol.kind === "known" ? textOf(protocol.value) : "HTTP"}` };
}
