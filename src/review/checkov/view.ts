import { isObject } from "../../guardrails";

/** A configuration as checkov is given it. */
export interface View {
  /** The bytes of its `cdk.tf.json`. */
  readonly text: string;
  /** What stands at each line, the first line first: `aws_lb.front`, `data.aws_partition.partition`. */
  readonly addresses: readonly (string | undefined)[];
}

/**
 * A configuration as checkov can read it: it gives up a file in which `terraform` holds more than blocks
 * (3.3.30, `terraform_json/parser.py`), so that `required_version` goes. Nothing else is changed.
 */
export function viewOf(configuration: Readonly<Record<string, unknown>>): View {
  const settings = isObject(configuration["terraform"]) ? configuration["terraform"] : {};
  const blocks = Object.fromEntries(Object.entries(settings).filter(([, value]) => isObject(value)));
  const text = `${JSON.stringify({ ...configuration, terraform: blocks }, null, 2)}\n`;
  return { text, addresses: addressesOf(text) };
}

/** By the indentation, which is ours: section, type (or name), name. */
function addressesOf(text: string): (string | undefined)[] {
  const path: string[] = [];
  return text.split("\n").map((line) => {
    const [, spaces = "", key] = /^((?: {2}){1,3})"((?:[^"\\]|\\.)*)": /.exec(line) ?? [];
    if (key !== undefined) path.splice(spaces.length / 2 - 1, path.length, key);
    const [section, type, name] = path;
    if (section !== "resource" && section !== "data")
      return type === undefined ? section : `${section}.${type}`;
    const address = [type, name].filter((part) => part !== undefined).join(".");
    return section === "data" ? `data.${address}` : address;
  });
}
