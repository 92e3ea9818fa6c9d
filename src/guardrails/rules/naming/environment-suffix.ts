import { z } from "zod";
import { configurable } from "../../configurable";
import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Verdict } from "../../rule";
import { compliant, notApplicable, unknown, violation } from "../../rule";
import { namingOf } from "./names";
import { written } from "../lib/written";

/** Names carry the suffix: by reference in a configuration, by value in a plan. */
export const environmentSuffix = configurable({
  id: "naming-environment-suffix",
  title: "Names carry the environment's suffix",
  pack: "naming",
  controls: [],
  rationale: "Two environments in one account must never meet on a name.",
  remedy: "put ${var.environment_suffix}, or the variable that stands for it, into the name",
  types: "*",
  settings: z.strictObject({
    variable: z
      .string()
      .regex(/^[a-z_][\w-]*$/i, "it is the name of a variable of the root module")
      .default("environment_suffix")
      .describe("the variable of the root module that tells environments apart"),
  }),
  check: (resource, configuration, { variable }) => {
    if (resource.mode === "settings") return overall(configuration, variable);
    const naming = namingOf(resource.type);
    if (naming === undefined || overall(configuration, variable).outcome === "unknown")
      return notApplicable();
    const path = naming.paths.find((candidate) => resource.get(candidate).kind !== "absent");
    if (path === undefined) {
      if (naming.generated !== true) return notApplicable();
      return violation(
        `it has no ${naming.paths.join(" or ")}, so the provider makes up a name without the suffix`,
      );
    }
    const value = resource.get(path);
    if (carries(resource, path, { configuration, variable }, new Set())) return compliant();
    if (value.kind === "unknown" && configuration.kind !== "configuration")
      return unknown(`${path} is known after apply only`);
    const shown = value.kind === "known" ? JSON.stringify(value.value) : written(value);
    return violation(`${path} is ${shown}, without the suffix`);
  },
});

/** Said once for a file that cannot show its suffix, and not for each of its resources. */
function overall(configuration: Configuration, variable: string): Verdict {
  if (configuration.kind === "state")
    return unknown("a state does not hold the suffix that names are to carry");
  const value = configuration.variable(variable)?.value;
  if (configuration.kind === "plan" && (typeof value !== "string" || value === "")) {
    return unknown(`the plan has no value for the variable ${variable}`);
  }
  return notApplicable();
}

/** Whether a name has the suffix in it, or the name of something that has. */
function carries(
  resource: Resource,
  path: string,
  names: { readonly configuration: Configuration; readonly variable: string },
  visited: ReadonlySet<Resource>,
): boolean {
  const { configuration, variable } = names;
  const value = resource.get(path);
  const suffix = configuration.variable(variable)?.value;
  if (value.kind === "known" && configuration.kind === "plan") {
    return typeof suffix === "string" && textOf(value.value).includes(suffix);
  }
  const references = resource.references(path);
  if (references.some(({ subject, module }) => subject === `var.${variable}` && module === "")) return true;
  const deeper = new Set([...visited, resource]);
  return references
    .flatMap((reference) => configuration.resolve(reference))
    .filter((target) => target.mode === "managed" && !deeper.has(target))
    .some((target) =>
      (namingOf(target.type)?.paths ?? [])
        .filter((name) => !name.startsWith("tags."))
        .some((name) => carries(target, name, names, deeper)),
    );
}
