import type { Rule } from "../../rule";
import { combine, pciDss } from "../../rule";
import { keyVerdict } from "./key-verdict";

/** Secrets, replicas too, are encrypted under a customer's key. */
export const secretCmk: Rule = {
  id: "encryption-secret-cmk",
  title: "Secrets are encrypted with a customer managed key",
  pack: "encryption",
  controls: pciDss("8.3.2"),
  shows: "Passwords that Secrets Manager holds are unreadable without a key whose use is granted.",
  limits: "What reads the secret, and where it puts it then, is not seen.",
  rationale: "Under AWS's key everyone in the account who may read the secret may decrypt it as well.",
  remedy: "set kms_key_id, in each replica too",
  types: ["aws_secretsmanager_secret"],
  check: (secret, configuration) =>
    combine([secret, ...secret.blocks("replica")].map((one) => keyVerdict(one, "kms_key_id", configuration))),
};
