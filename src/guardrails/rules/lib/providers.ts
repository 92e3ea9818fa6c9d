import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";

/** The AWS provider that a resource is made by; undefined where the file does not say. */
export function providerOf(resource: Resource, configuration: Configuration): Resource | undefined {
  const providers = configuration
    .resourcesOfType("provider", "provider")
    .filter(({ name }) => name === "aws");
  const named = resource.get("provider");
  if (named.kind !== "absent") {
    const text = named.kind === "known" ? textOf(named.value) : named.expression.replace(/^\$\{|\}$/g, "");
    return providers.find(({ address }) => address === `provider.${text}`);
  }
  // A plan does not say which provider is whose: only where there is but one is it told.
  if (configuration.kind !== "configuration" && providers.length > 1) return undefined;
  return resource.module === "" ? providers.find(({ address }) => address === "provider.aws") : undefined;
}
