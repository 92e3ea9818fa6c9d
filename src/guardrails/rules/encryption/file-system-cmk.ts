import type { Rule } from "../../rule";
import { combine, pciDss, securityHub } from "../../rule";
import { needs } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** File systems are encrypted under a customer's key. */
export const fileSystemCmk: Rule = {
  id: "encryption-file-system-cmk",
  title: "EFS file systems are encrypted with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("EFS.1", "EFS.8"), ...pciDss("3.6.1", "3.6.1.2")],
  shows: "Files are under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "The encryption of a file system is chosen when it is made or never.",
  remedy: "set encrypted to true and kms_key_id to a key of your own",
  types: ["aws_efs_file_system"],
  check: (system, configuration) =>
    combine([needs(system, "encrypted", true, false), keyVerdict(system, "kms_key_id", configuration)]),
};
