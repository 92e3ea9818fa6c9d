import type { Run } from "../../../src/guardrails/formats";
import { ALL_RULES, evaluate } from "../../../src/guardrails";
import { configurationOf } from "../support";

/** What markup must not take for its own, and what XML cannot hold. */
export const AWKWARD = `<b>&amp; "quoted" 'x' ]]> \u0001 ünï`;

/** A run with one of each: a violation, an unknown, a suppressed one, a suppression of nothing, and passes. */
export function exampleRun(strict = false): Run {
  const configuration = configurationOf({
    "aws_kms_key.plain": { description: AWKWARD },
    "aws_kms_key.open": { enable_key_rotation: "${var.rotate}" },
    "aws_kms_key.excused": {},
    "aws_kms_key.right": { enable_key_rotation: true },
  });
  const suppressions = [
    {
      rule: "encryption-kms-rotation",
      address: "aws_kms_key.excused",
      reason: `The HSM rotates it. ${AWKWARD}`,
    },
    { rule: "encryption-kms-rotation", address: "aws_kms_key.gone", reason: "There was such a key once." },
  ];
  const rules = ALL_RULES.filter(({ id }) => id === "encryption-kms-rotation");
  return { reports: [evaluate(configuration, { rules, suppressions })], rules, strict };
}
