import type { Configuration } from "../../model/configuration";
import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, pciDss, securityHub, unknown } from "../../rule";
import { isSet, needs } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Volumes are encrypted under a customer's key. */
export const volumeCmk: Rule = {
  id: "encryption-volume-cmk",
  title: "EBS volumes are encrypted with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("EC2.3"), ...pciDss("3.6.1", "3.6.1.2")],
  shows: "Volumes and their snapshots are under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "A snapshot of a plain volume can be read by whoever it is shared with.",
  remedy: "set encrypted to true and kms_key_id to a key of your own on every volume",
  types: ["aws_ebs_volume", "aws_instance", "aws_launch_template"],
  check: (resource, configuration) => {
    if (resource.type === "aws_ebs_volume") return judge(resource, configuration);
    const blocks =
      resource.type === "aws_instance"
        ? [...rootOf(resource), ...resource.blocks("ebs_block_device")]
        : resource.blocks("block_device_mappings").flatMap((mapping) => mapping.blocks("ebs"));
    if (blocks.length === 0) return unknown("its volumes are what its image or its template says");
    return combine(blocks.map((block) => judge(block, configuration)));
  },
};

function judge(volume: View, configuration: Configuration): Verdict {
  return combine([needs(volume, "encrypted", true, false), keyVerdict(volume, "kms_key_id", configuration)]);
}

/** An instance has a root volume, whether or not it says how. */
function rootOf(instance: View): readonly View[] {
  const written = instance.blocks("root_block_device");
  // A template or an image may say how; the instance's own block wins.
  return written.length > 0 || isSet(instance, "launch_template") ? written : [instance];
}
