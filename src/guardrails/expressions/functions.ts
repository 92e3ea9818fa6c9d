import type { Node } from "../model/node";
import { asJson, isNodeList, isNodeObject, isUnknown } from "../model/node";

/** A function of Terraform on values that may be unknown; undefined where its result cannot be told. */
type Function = (args: readonly Node[]) => Node | undefined;

const same: Function = ([value]) => value;
const text = (node: Node | undefined): string | undefined =>
  typeof node === "string" || typeof node === "number" || typeof node === "boolean"
    ? String(node)
    : undefined;
const onText =
  (change: (value: string) => string): Function =>
  ([value]) => {
    const known = text(value);
    return known === undefined ? undefined : change(known);
  };
const lists = (args: readonly Node[]): readonly (readonly Node[])[] | undefined =>
  args.every((arg) => isNodeList(arg)) ? args : undefined;

const flatten = (list: readonly Node[]): Node[] =>
  list.flatMap((item) => (isNodeList(item) ? flatten(item) : [item]));

/** The functions that configurations commonly wrap values in. Any other answers "unknown". */
export const FUNCTIONS: Readonly<Record<string, Function>> = {
  tolist: same,
  toset: same,
  tomap: same,
  sensitive: same,
  nonsensitive: same,
  tostring: onText((value) => value),
  tonumber: ([value]) => {
    const number = Number(text(value) || Number.NaN);
    return Number.isNaN(number) ? undefined : number;
  },
  tobool: ([value]) => (value === "true" ? true : value === "false" ? false : value),
  lower: onText((value) => value.toLowerCase()),
  upper: onText((value) => value.toUpperCase()),
  trimspace: onText((value) => value.trim()),
  concat: (args) => lists(args)?.flat(),
  flatten: ([value]) => (isNodeList(value) ? flatten(value) : undefined),
  compact: ([value]) =>
    isNodeList(value) ? value.filter((item) => item !== null && item !== "") : undefined,
  merge: (args) =>
    args.every((arg) => isNodeObject(arg)) ? (Object.assign({}, ...args) as Node) : undefined,
  length: ([value]) => {
    if (isNodeList(value) || typeof value === "string") return value.length;
    return isNodeObject(value) ? Object.keys(value).length : undefined;
  },
  one: ([value]) => (isNodeList(value) && value.length < 2 ? (value[0] ?? null) : undefined),
  element: ([list, index]) =>
    isNodeList(list) && typeof index === "number" && list.length > 0 ? list[index % list.length] : undefined,
  lookup: ([map, key, otherwise]) =>
    isNodeObject(map) && typeof key === "string" ? (map[key] ?? otherwise) : undefined,
  coalesce: (args) => {
    const first = args.find((arg) => arg !== null && arg !== "");
    return isUnknown(first) ? undefined : first;
  },
  join: ([separator, list]) => {
    const items = isNodeList(list) ? list.map(text) : [undefined];
    return typeof separator === "string" && !items.includes(undefined) ? items.join(separator) : undefined;
  },
  format: ([pattern, ...values]) => {
    const known = values.map(text);
    if (
      typeof pattern !== "string" ||
      known.includes(undefined) ||
      pattern.replace(/%[sdv%]/g, "").includes("%")
    )
      return undefined;
    return pattern.replace(/%([sdv%])/g, (_, verb: string) => (verb === "%" ? "%" : (known.shift() ?? "")));
  },
  jsonencode: ([value]) => {
    const json = asJson(value as Node);
    return json === undefined ? undefined : JSON.stringify(json);
  },
  jsondecode: ([value]) => {
    if (isUnknown(value)) return value.decoded;
    try {
      return typeof value === "string" ? (JSON.parse(value) as Node) : undefined;
    } catch {
      return undefined;
    }
  },
};
