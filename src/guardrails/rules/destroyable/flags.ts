import type { Resource } from "../../model/resource";
import type { Verdict } from "../../rule";
import { compliant, unknown, violation } from "../../rule";

/** Whether a flag has the value that a destroy needs; `otherwise` is the provider's default. */
export function needs(resource: Resource, path: string, wanted: boolean, otherwise: boolean): Verdict {
  const written = resource.get(path);
  const value = resource.flag(path, otherwise);
  if (value === "unknown") {
    return unknown(`${path} is ${written.kind === "unknown" ? written.expression : "no boolean"}`);
  }
  if (value === wanted) return compliant();
  return violation(`${path} is ${written.kind === "absent" ? `not set, which means ${otherwise}` : value}`);
}
