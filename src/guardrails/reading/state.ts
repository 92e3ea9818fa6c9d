import type { Content } from "../model/configuration";
import type { Json, JsonObject } from "../model/json";
import { blockList, isObject } from "../model/json";
import { Resource } from "../model/resource";
import { TreeSource } from "../model/source";
import { PlanScope } from "./plan-scope";

/** A resource as `terraform show -json` gives it. */
export interface ShownResource {
  readonly address: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  /** The whole object: `values` in a state, `change` in a plan. */
  readonly json: JsonObject;
}

/** All resources of a module and those in it: `root_module` of `values`, `planned_values` or `prior_state`. */
export function shownResources(module: Json | undefined): ShownResource[] {
  if (!isObject(module)) return [];
  const own = blockList(module.resources).flatMap(shown);
  return [...own, ...blockList(module.child_modules).flatMap(shownResources)];
}

/** Takes the description of one resource; nothing if it lacks an address or a type. */
export function shown(json: JsonObject): ShownResource[] {
  const { address, type, name, mode } = json;
  if (typeof address !== "string" || typeof type !== "string" || typeof name !== "string") return [];
  return [{ address, type, name, json, mode: mode === "data" ? "data" : "managed" }];
}

/** A state holds values only: no references, no variables, no settings. */
const NO_NAMES = new PlanScope("", undefined, new Set());

/** Reads `terraform show -json` of a state. */
export function readState(json: JsonObject, origin: string): Content {
  const values = isObject(json.values) ? json.values : {};
  const resources = shownResources(values.root_module).map(({ address, mode, type, name, json: one }) => {
    const body = new TreeSource(isObject(one.values) ? one.values : {}, NO_NAMES);
    return new Resource(address, mode, type, name, body);
  });
  resources.push(
    new Resource("terraform", "settings", "terraform", "terraform", new TreeSource({}, NO_NAMES)),
  );
  return { origin, kind: "state", resources, variables: new Map() };
}
