import type { Rule } from "../../rule";
import { unknown } from "../../rule";

/** Says of modules that no rule has looked into them. */
export const moduleContents: Rule = {
  id: "visibility-module-contents",
  title: "What is checked is in the file",
  pack: "visibility",
  controls: [],
  rationale: "A configuration holds the call of a module, not the resources that it makes.",
  remedy: "check the plan as well (terraform show -json), which holds them",
  types: ["module"],
  check: (module) =>
    unknown(`the resources of the module ${module.text("source") ?? ""} are not in this file`),
};
