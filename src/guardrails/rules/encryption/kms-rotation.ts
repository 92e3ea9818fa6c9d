import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";

/** Keys get new material by themselves. */
export const kmsRotation: Rule = {
  id: "encryption-kms-rotation",
  title: "KMS keys rotate",
  pack: "encryption",
  controls: [...securityHub("KMS.4"), ...pciDss("3.7.4")],
  shows: "The key gets new material every year; what was encrypted before stays readable.",
  limits:
    "The crypto-period that was defined (3.7.4), keys of AWS's own, and data that is to be encrypted anew are not seen.",
  rationale: "A key's material has a crypto-period; rotation ends it without anyone noticing.",
  remedy: "set enable_key_rotation to true",
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
    const rotates = key.flag("enable_key_rotation", false);
    if (rotates === "unknown") return unknown("enable_key_rotation cannot be seen");
    return rotates ? compliant() : violation("enable_key_rotation is not true");
  },
};
