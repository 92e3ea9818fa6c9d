import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";
import { needs } from "../lib/expect";
import { written } from "../lib/written";

const YEAR = 365;
const PERIOD = "rotation_period_in_days";

/** Keys get new material by themselves. */
export const kmsRotation: Rule = {
  id: "encryption-kms-rotation",
  title: "KMS keys rotate",
  pack: "encryption",
  controls: [...securityHub("KMS.4"), ...pciDss("3.7.4")],
  shows:
    "The key gets new material by itself, every 365 days or more often; what was encrypted before stays readable.",
  limits:
    "The crypto-period that was defined (3.7.4), keys of AWS's own, and data that is to be encrypted anew are not seen.",
  rationale: "A key's material has a crypto-period; rotation ends it without anyone noticing.",
  remedy: "set enable_key_rotation to true, and rotation_period_in_days to 365 at most if it is set",
  types: ["aws_kms_key"],
  check: (key) => {
    const usage = key.text("key_usage") ?? "ENCRYPT_DECRYPT";
    const spec = key.text("customer_master_key_spec") ?? "SYMMETRIC_DEFAULT";
    // AWS rotates symmetric encryption keys with material of its own only.
    if (
      usage !== "ENCRYPT_DECRYPT" ||
      spec !== "SYMMETRIC_DEFAULT" ||
      key.text("custom_key_store_id") !== undefined
    ) {
      return notApplicable();
    }
    const rotates = needs(key, "enable_key_rotation", true, false);
    if (rotates.outcome !== "compliant") return rotates;
    const period = key.get(PERIOD);
    // Where nothing is written a plan does not know yet what AWS will say: a year.
    const days =
      period.kind === "unknown" && period.references.length === 0 ? YEAR : key.number(PERIOD, YEAR);
    if (days === "unknown") return unknown(`${PERIOD} is ${written(period)}`);
    return days <= YEAR ? compliant() : violation(`${PERIOD} is ${days}, more than ${YEAR}`);
  },
};
