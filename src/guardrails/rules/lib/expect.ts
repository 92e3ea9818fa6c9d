import { isList, textOf } from "../../model/json";
import type { View } from "../../model/view";
import type { Verdict } from "../../rule";
import { compliant, unknown, violation } from "../../rule";
import { written } from "./written";

/** Whether a flag has the value that is wanted; `otherwise` is the provider's default. */
export function needs(view: View, path: string, wanted: boolean, otherwise: boolean): Verdict {
  const value = view.get(path);
  const flag = view.flag(path, otherwise);
  if (flag === "unknown") {
    return unknown(`${path} is ${written(value)}`);
  }
  if (flag === wanted) return compliant();
  return violation(`${path} is ${value.kind === "absent" ? `not set, which means ${otherwise}` : flag}`);
}

/** Whether a text is one of those allowed; `otherwise` is the provider's default. */
export function needsOneOf(
  view: View,
  path: string,
  allowed: readonly string[],
  otherwise?: string,
): Verdict {
  const value = view.get(path);
  if (value.kind === "unknown") return unknown(`${path} is ${value.expression}`);
  const text = isSet(view, path) && value.kind === "known" ? textOf(value.value) : otherwise;
  if (text !== undefined && allowed.includes(text)) return compliant();
  if (isSet(view, path)) return violation(`${path} is ${JSON.stringify(text)}`);
  return violation(`${path} is not set${otherwise === undefined ? "" : `, which means ${otherwise}`}`);
}

/** Whether a number is as high as it has to be; `otherwise` is the provider's default. */
export function needsAtLeast(view: View, path: string, least: number, otherwise: number): Verdict {
  const value = view.get(path);
  const number = view.number(path, otherwise);
  if (number === "unknown")
    return unknown(`${path} is ${value.kind === "unknown" ? value.expression : "no number"}`);
  if (number >= least) return compliant();
  return violation(
    `${path} is ${value.kind === "absent" ? `not set, which means ${otherwise}` : number}, below ${least}`,
  );
}

/** Whether there is something at a path. A state holds `""` and empty lists where nothing was written. */
export function isSet(view: View, path: string): boolean {
  const value = view.get(path);
  if (value.kind !== "known") return value.kind === "unknown";
  return value.value !== "" && !(isList(value.value) && value.value.length === 0);
}

/** Whether something is written at a path: a reference, a block, a text that is not empty. */
export function needsValue(view: View, path: string): Verdict {
  const value = view.get(path);
  if (!isSet(view, path)) return violation(`${path} is not set`);
  // A conditional may come to null.
  return value.kind === "unknown" && /\bnull\b/.test(value.expression)
    ? unknown(`${path} is ${value.expression}`)
    : compliant();
}
