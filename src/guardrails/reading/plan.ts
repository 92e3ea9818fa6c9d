import { callOf, parseAddress } from "../model/address";
import type { Content, Variable } from "../model/configuration";
import type { Json, JsonObject } from "../model/json";
import { blockList, isList, isObject, member } from "../model/json";
import type { Node } from "../model/node";
import { Resource } from "../model/resource";
import { merge, PlanSource } from "./plan-source";
import { moduleAt, PlanScope } from "./plan-scope";
import type { ShownResource } from "./state";
import { shown, shownResources } from "./state";

/**
 * Reads `terraform show -json` of a plan. Values are those after the plan is applied; what only apply can tell keeps
 * the references that the source has in its place. The plan shows no `lifecycle`, no backend and no locals.
 */
export function readPlan(json: JsonObject, origin: string): Content {
  const root = member(json, "configuration", "root_module");
  const made = planned(json);
  const modules = new Set(made.flatMap(({ address }) => withAncestors(parseAddress(address).module)));
  const resources = made.map(({ address, mode, type, name, json: one }) => {
    const { module, subject } = parseAddress(address);
    const block = configured(root, module, subject);
    const expressions = isObject(block?.expressions) ? block.expressions : undefined;
    const scope = new PlanScope(module, root, modules, block?.for_each_expression);
    const change = isObject(one.change) ? one.change : { after: one.values };
    const values = merge(change.after, change.after_unknown, expressions);
    return new Resource(address, mode, type, name, new PlanSource(values ?? {}, expressions, scope));
  });
  const scope = new PlanScope("", root, modules);
  resources.push(
    ...providers(json).map(([name, expressions]) => {
      const source = new PlanSource(merge(undefined, undefined, expressions) as Node, expressions, scope);
      return new Resource(`provider.${name}`, "provider", "provider", name.replace(/\..*/, ""), source);
    }),
    new Resource("terraform", "settings", "terraform", "terraform", new PlanSource({}, undefined, scope)),
  );
  return { origin, kind: "plan", resources, variables: variables(json, root) };
}

/** What there will be: planned values, with the changes' account of what is unknown, and data read while planning. */
function planned(json: JsonObject): ShownResource[] {
  const changes = blockList(json.resource_changes).filter(({ change, deposed }) => {
    const actions = member(change, "actions");
    return (
      deposed === undefined &&
      isList(actions) &&
      actions.some((action) => action !== "delete" && action !== "forget")
    );
  });
  const all = [
    ...shownResources(member(json, "prior_state", "values", "root_module")).filter(
      ({ mode }) => mode === "data",
    ),
    ...shownResources(member(json, "planned_values", "root_module")),
    ...changes.flatMap(shown),
  ];
  return [...new Map(all.map((resource) => [resource.address, resource])).values()];
}

function withAncestors(module: string): string[] {
  const call = callOf(module);
  return call === undefined ? [] : [module, ...withAncestors(call.parent)];
}

/** The block in the source that made a resource. */
function configured(root: Json | undefined, module: string, subject: string): JsonObject | undefined {
  return blockList(member(moduleAt(root, module), "resources")).find(({ address }) => address === subject);
}

function providers(json: JsonObject): [string, JsonObject][] {
  const config = member(json, "configuration", "provider_config");
  return Object.values(isObject(config) ? config : {}).flatMap((one): [string, JsonObject][] => {
    const { name, alias, expressions, module_address: module } = isObject(one) ? one : {};
    if (typeof name !== "string" || module !== undefined) return [];
    const named = typeof alias === "string" ? `${name}.${alias}` : name;
    return [[named, isObject(expressions) ? expressions : {}]];
  });
}

function variables(json: JsonObject, root: Json | undefined): Map<string, Variable> {
  const declared = member(root, "variables");
  const given = member(json, "variables");
  const names = new Set([declared, given].flatMap((all) => (isObject(all) ? Object.keys(all) : [])));
  return new Map(
    [...names].map((name): [string, Variable] => {
      const value = member(given, name, "value");
      const otherwise = member(declared, name, "default");
      return [
        name,
        {
          name,
          sensitive: member(declared, name, "sensitive") === true,
          validations: [],
          ...(otherwise !== undefined ? { default: otherwise } : {}),
          ...(value !== undefined ? { value } : {}),
        },
      ];
    }),
  );
}
