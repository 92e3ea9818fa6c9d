import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";

/** The provider's default, in days. */
const DEFAULT_DAYS = 30;

/** Secrets go at once. */
export const secretRecoveryWindow: Rule = {
  id: "destroyable-secret-recovery-window",
  title: "Secrets are deleted without a recovery window",
  pack: "destroyable",
  controls: [],
  rationale: "A secret in its recovery window keeps its name: the next apply cannot make it again.",
  remedy: "set recovery_window_in_days to 0",
  types: ["aws_secretsmanager_secret"],
  check: (secret) => {
    const days = secret.number("recovery_window_in_days", DEFAULT_DAYS);
    if (days === "unknown") return unknown("recovery_window_in_days cannot be seen");
    return days === 0 ? compliant() : violation(`recovery_window_in_days is ${days}`);
  },
};
