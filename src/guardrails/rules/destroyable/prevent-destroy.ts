import type { Rule } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";

/** No resource refuses to be destroyed by Terraform itself. */
export const preventDestroy: Rule = {
  id: "destroyable-prevent-destroy",
  title: "Nothing has lifecycle.prevent_destroy",
  pack: "destroyable",
  controls: [],
  rationale: "One such resource stops the destroy of everything.",
  remedy: "take prevent_destroy away",
  types: "*",
  check: (resource, { kind }) => {
    // Said once for a plan or state, and not for each resource.
    if (resource.mode === "settings") {
      return kind === "configuration"
        ? notApplicable()
        : unknown(`a ${kind} does not show lifecycle settings`);
    }
    if (kind !== "configuration") return notApplicable();
    const prevented = resource.flag("lifecycle.prevent_destroy", false);
    if (prevented === "unknown") return unknown("lifecycle.prevent_destroy cannot be read");
    return prevented ? violation("lifecycle.prevent_destroy is true") : compliant();
  },
};
