import type { Rule } from "../../rule";
import { compliant, notApplicable, pciDss, securityHub, unknown, violation } from "../../rule";

/** Keys get new material by themselves. */
export const kmsRotation: Rule = {
  id: "encryption-kms-rotation",
  title: "KMS keys rotate",
  pack: "encryption",
  controls: [...securityHub("KMS.4"), ...pciDss("3.7.4")],
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
