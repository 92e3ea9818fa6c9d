import { textOf } from "../../model/json";
import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";

/** Whether changes of an argument are ignored; "unknown" where the file does not show `lifecycle`. */
export function ignores(resource: Resource, argument: string, { kind }: Configuration): boolean | "unknown" {
  if (kind !== "configuration") return "unknown";
  return resource
    .items("lifecycle.ignore_changes")
    .some(
      (item) => item.kind === "known" && ["all", argument, `\${${argument}}`].includes(textOf(item.value)),
    );
}
