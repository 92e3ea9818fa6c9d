import type { View } from "../../model/view";
import type { Rule, Verdict } from "../../rule";
import { combine, compliant, unknown, violation } from "../../rule";

/** Volumes are of the newer, cheaper kind. */
export const volumeType: Rule = {
  id: "cost-volume-type",
  title: "General purpose volumes are gp3",
  pack: "cost",
  controls: [],
  rationale: "gp3 costs a fifth less than gp2, and its speed does not hang on its size.",
  remedy: 'set the type to "gp3"',
  types: ["aws_ebs_volume", "aws_instance", "aws_launch_template", "aws_db_instance"],
  check: (resource) => {
    if (resource.type === "aws_ebs_volume") return judge(resource, "type", "gp2");
    if (resource.type === "aws_db_instance") return judge(resource, "storage_type");
    const blocks =
      resource.type === "aws_instance"
        ? [...resource.blocks("root_block_device"), ...resource.blocks("ebs_block_device")]
        : resource.blocks("block_device_mappings").flatMap((mapping) => mapping.blocks("ebs"));
    return combine(blocks.map((block) => judge(block, "volume_type")));
  },
};

function judge(volume: View, path: string, otherwise?: string): Verdict {
  const value = volume.get(path);
  if (value.kind === "unknown") return unknown(`${path} is ${value.expression}`);
  const type = value.kind === "known" ? value.value : otherwise;
  return type === "gp2"
    ? violation(`${path} is ${value.kind === "absent" ? "not set, which means gp2" : "gp2"}`)
    : compliant();
}
