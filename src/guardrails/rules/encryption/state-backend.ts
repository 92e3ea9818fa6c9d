import type { Rule } from "../../rule";
import { notApplicable, pciDss, unknown, verdict } from "../../rule";

/** The state in S3 is encrypted under a customer's key. */
export const stateBackend: Rule = {
  id: "encryption-state-backend",
  title: "The S3 backend encrypts the state with a customer managed key",
  pack: "encryption",
  controls: pciDss("1.2.8"),
  shows: "The state, which holds the network's rules, is encrypted under the KMS key that the backend names.",
  limits:
    "Who may read and change the state and the repository, whose the key is, and that what runs is what they say (1.2.8) is not seen.",
  rationale: "A state holds secrets in plain text.",
  remedy: "set encrypt = true and kms_key_id in the backend",
  types: ["terraform"],
  check: (settings, { kind }) => {
    if (kind !== "configuration") return unknown(`a ${kind} does not show its backend`);
    const [backend] = settings.blocks("backend.s3");
    if (backend === undefined) return notApplicable();
    // The bucket is required: without it, the rest comes from -backend-config.
    const partial = backend.get("bucket").kind === "absent";
    const missing = [
      ...(backend.flag("encrypt", false) === true ? [] : ["encrypt is not true"]),
      ...(backend.text("kms_key_id") === undefined ? ["kms_key_id is not set"] : []),
    ];
    if (missing.length === 0 || !partial) return verdict(missing);
    return unknown(`the backend is completed by -backend-config: ${missing.join("; ")} here`);
  },
};
