import type { Rule } from "../../rule";
import { bucketForceDestroy } from "./bucket-force-destroy";
import { contentsForceDestroy } from "./contents-force-destroy";
import { deletionProtection } from "./deletion-protection";
import { finalSnapshot } from "./final-snapshot";
import { mfaDelete } from "./mfa-delete";
import { objectLock } from "./object-lock";
import { preventDestroy } from "./prevent-destroy";
import { repositoryForceDelete } from "./repository-force-delete";
import { secretRecoveryWindow } from "./secret-recovery-window";
import { vaultLock } from "./vault-lock";

/** The rules of the pack destroyable. */
export const destroyableRules: readonly Rule[] = [
  bucketForceDestroy,
  contentsForceDestroy,
  deletionProtection,
  finalSnapshot,
  mfaDelete,
  objectLock,
  preventDestroy,
  repositoryForceDelete,
  secretRecoveryWindow,
  vaultLock,
];
