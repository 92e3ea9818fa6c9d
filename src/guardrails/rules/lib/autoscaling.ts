import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";

/** The autoscaling targets of a service or a table. */
export function scalingTargets(resource: Resource, configuration: Configuration): readonly Resource[] {
  const referring = configuration.referring(resource, "resource_id");
  const found = referring.filter(({ type }) => type === "aws_appautoscaling_target");
  if (found.length > 0) return found;
  // By the id that it is made of: service/<cluster>/<name>, table/<name>.
  const name = resource.text("name");
  return configuration
    .resourcesOfType("aws_appautoscaling_target")
    .filter((target) => name !== undefined && target.text("resource_id")?.split("/").at(-1) === name);
}
