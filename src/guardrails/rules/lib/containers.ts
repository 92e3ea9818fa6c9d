import type { Resource } from "../../model/resource";
import type { View } from "../../model/view";

/** The containers of a task definition; undefined if they cannot be seen. */
export function containersOf(task: Resource): readonly View[] | undefined {
  return task.json("container_definitions")?.blocks("");
}
