import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule, Verdict } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { namingOf } from "./names";

const VARIABLE = "environment_suffix";

/** Names carry the suffix: by reference in a configuration, by value in a plan. */
export const environmentSuffix: Rule = {
  id: "naming-environment-suffix",
  title: "Names carry the environment's suffix",
  pack: "naming",
  controls: [],
  rationale: "Two environments in one account must never meet on a name.",
  remedy: `put \${var.${VARIABLE}} into the name`,
  types: "*",
  check: (resource, configuration) => {
    if (resource.mode === "settings") return overall(configuration);
    const naming = namingOf(resource.type);
    if (naming === undefined || overall(configuration).outcome === "unknown") return notApplicable();
    const path = naming.paths.find((candidate) => resource.get(candidate).kind !== "absent");
    if (path === undefined) {
      if (naming.generated !== true) return notApplicable();
      return violation(
        `it has no ${naming.paths.join(" or ")}, so the provider makes up a name without the suffix`,
      );
    }
    const value = resource.get(path);
    if (carries(resource, path, configuration, new Set())) return compliant();
    if (value.kind === "known")
      return violation(`${path} is ${JSON.stringify(value.value)}, without the suffix`);
    return configuration.kind === "configuration"
      ? violation(`${path} is ${value.kind === "unknown" ? value.expression : ""}, without the suffix`)
      : unknown(`${path} is known after apply only`);
  },
};

/** Said once for a file that cannot show its suffix, and not for each of its resources. */
function overall(configuration: Configuration): Verdict {
  if (configuration.kind === "state")
    return unknown("a state does not hold the suffix that names are to carry");
  const { value } = configuration.variable(VARIABLE) ?? {};
  if (configuration.kind === "plan" && (typeof value !== "string" || value === "")) {
    return unknown(`the plan has no value for the variable ${VARIABLE}`);
  }
  return notApplicable();
}

/** Whether a name has the suffix in it, or the name of something that has. */
function carries(
  resource: Resource,
  path: string,
  configuration: Configuration,
  visited: ReadonlySet<Resource>,
): boolean {
  const value = resource.get(path);
  const suffix = configuration.variable(VARIABLE)?.value;
  if (value.kind === "known" && configuration.kind === "plan") {
    return typeof suffix === "string" && textOf(value.value).includes(suffix);
  }
  const references = resource.references(path);
  if (references.some(({ subject, module }) => subject === `var.${VARIABLE}` && module === "")) return true;
  const deeper = new Set([...visited, resource]);
  return references
    .flatMap((reference) => configuration.resolve(reference))
    .filter((target) => target.mode === "managed" && !deeper.has(target))
    .some((target) =>
      (namingOf(target.type)?.paths ?? [])
        .filter((name) => !name.startsWith("tags."))
        .some((name) => carries(target, name, configuration, deeper)),
    );
}
