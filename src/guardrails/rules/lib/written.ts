import { textOf } from "../../model/json";
import type { Value } from "../../model/view";

/** A value as it is written, for comparing and for people; empty where nothing is. */
export function written(value: Value): string {
  if (value.kind === "absent") return "";
  return value.kind === "known" ? textOf(value.value) : value.expression;
}
