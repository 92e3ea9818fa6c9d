import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";
import { companions } from "../lib/companions";

/** No backup vault is locked. */
export const vaultLock: Rule = {
  id: "destroyable-vault-lock",
  title: "Backup vaults have no Vault Lock",
  pack: "destroyable",
  controls: [],
  rationale: "A locked vault keeps its recovery points until they expire, and cannot be deleted before.",
  remedy: "take the aws_backup_vault_lock_configuration away",
  types: ["aws_backup_vault"],
  check: (vault, configuration) => {
    const type = "aws_backup_vault_lock_configuration";
    const { found, unclear } = companions(configuration, vault, type, "backup_vault_name");
    if (found.length > 0) return violation(`${found.map(({ address }) => address).join(", ")} locks it`);
    return unclear.length > 0 ? unknown(`${unclear.join(", ")} may lock it`) : compliant();
  },
};
