import type { Node } from "../model/node";
import { isNodeList, isNodeObject, isUnknown } from "../model/node";

/** How tightly Terraform's operators bind, loosest first. */
export const PRECEDENCE: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 4,
  ">": 4,
  "<=": 4,
  ">=": 4,
  "+": 5,
  "-": 5,
  "*": 6,
  "/": 6,
  "%": 6,
};

const ARITHMETIC: Readonly<Record<string, (a: number, b: number) => number | boolean>> = {
  "<": (a, b) => a < b,
  ">": (a, b) => a > b,
  "<=": (a, b) => a <= b,
  ">=": (a, b) => a >= b,
  "+": (a, b) => a + b,
  "-": (a, b) => a - b,
  "*": (a, b) => a * b,
  "/": (a, b) => a / b,
  "%": (a, b) => a % b,
};

/** Applies a binary operator; undefined where an unknown operand leaves the result open. */
export function binary(operator: string, left: Node, right: Node): Node | undefined {
  if (operator === "&&" || operator === "||") {
    const decisive = operator === "||";
    if (left === decisive || right === decisive) return decisive;
    return typeof left === "boolean" && typeof right === "boolean" ? !decisive : undefined;
  }
  if (operator === "==" || operator === "!=") {
    const open = (node: Node): boolean => isUnknown(node) || isNodeList(node) || isNodeObject(node);
    return open(left) || open(right) ? undefined : (left === right) === (operator === "==");
  }
  if (typeof left !== "number" || typeof right !== "number") return undefined;
  return ARITHMETIC[operator]?.(left, right);
}
