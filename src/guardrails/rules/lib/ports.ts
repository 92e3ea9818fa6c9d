import { textOf } from "../../model/json";
import type { View } from "../../model/view";

/** A range of ports; "unknown" where it cannot be seen. */
export type Ports = { readonly from: number; readonly to: number } | "unknown";

const ALL: Ports = { from: 0, to: 65535 };

/** The TCP or UDP ports that a rule's block admits; none for other protocols. No ports written means all. */
export function ports(rule: View, protocolPath: string): Ports | "none" {
  const protocol = rule.get(protocolPath);
  if (protocol.kind === "unknown") return "unknown";
  const name = protocol.kind === "known" ? textOf(protocol.value).toLowerCase() : "-1";
  if (name === "-1" || name === "all") return ALL;
  if (!["tcp", "udp", "6", "17"].includes(name)) return "none";
  const from = rule.number("from_port", 0);
  const to = rule.number("to_port", 65535);
  return from === "unknown" || to === "unknown" ? "unknown" : { from, to: from <= 0 && to <= 0 ? 65535 : to };
}

/** Ports in words: "port 22", "ports 20 to 30", "all ports". */
export function portsText(range: Ports): string {
  if (range === "unknown") return "ports that cannot be seen";
  if (range.from === range.to) return `port ${range.from}`;
  return range.from <= 0 && range.to >= 65535 ? "all ports" : `ports ${range.from} to ${range.to}`;
}
