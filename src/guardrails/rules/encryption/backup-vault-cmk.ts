import type { Rule } from "../../rule";
import { pciDss, securityHub } from "../../rule";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Vaults are encrypted under a customer's key. */
export const backupVaultCmk: Rule = {
  id: "encryption-backup-vault-cmk",
  title: "Backup vaults are encrypted with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("Backup.1"), ...pciDss("3.6.1", "3.6.1.2")],
  shows: "Recovery points that the vault encrypts itself are under a key whose use is granted.",
  limits: `Recovery points of RDS and others keep their source's key. ${BELOW_APPLICATION}`,
  rationale: "A backup is the whole of the data, and AWS's key cannot be shared with another account.",
  remedy: "set kms_key_arn to a key of your own",
  types: ["aws_backup_vault"],
  check: (vault, configuration) => keyVerdict(vault, "kms_key_arn", configuration),
};
