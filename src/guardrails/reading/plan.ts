import { callOf, moduleNames, parseAddress } from "../model/address";
import type { Content, Variable } from "../model/configuration";
import type { Json, JsonObject } from "../model/json";
import { blockList, isObject } from "../model/json";
import { Resource } from "../model/resource";
import { merge, PlanSource } from "./plan-source";
import { PlanScope } from "./plan-scope";
import type { ShownResource } from "./state";
import { shown, shownResources } from "./state";

/**
 * Reads `terraform show -json` of a plan. Values are those after the plan is applied; what only apply can tell keeps
 * the references that the source has in its place. The plan shows no `lifecycle`, no backend and no locals.
 */
export function readPlan(json: JsonObject, origin: string): Content {
  const root = isObject(json.configuration) ? json.configuration.root_module : undefined;
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
      const source = new PlanSource(merge(undefined, undefined, expressions) ?? {}, expressions, scope);
      return new Resource(`provider.${name}`, "provider", "provider", name.split(".")[0] ?? name, source);
    }),
    new Resource("terraform", "settings", "terraform", "terraform", new PlanSource({}, undefined, scope)),
  );
  return { origin, kind: "plan", resources, variables: variables(json, root) };
}

/** What there will be: planned values, with the changes' account of what is unknown, and data read while planning. */
function planned(json: JsonObject): ShownResource[] {
  const module = (from: Json | undefined): Json | undefined =>
    isObject(from) ? from.root_module : undefined;
  const prior = isObject(json.prior_state) ? module(json.prior_state.values) : undefined;
  const changes = blockList(json.resource_changes).filter(({ change, deposed }) => {
    const actions =
      isObject(change) && Array.isArray(change.actions) ? (change.actions as readonly Json[]) : [];
    return deposed === undefined && actions.some((action) => action !== "delete" && action !== "forget");
  });
  const all = [
    ...shownResources(prior).filter(({ mode }) => mode === "data"),
    ...shownResources(module(json.planned_values)),
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
  let here = root;
  for (const name of moduleNames(module)) {
    const calls: Json | undefined = isObject(here) ? here.module_calls : undefined;
    const call: Json | undefined = isObject(calls) ? calls[name] : undefined;
    here = isObject(call) ? call.module : undefined;
  }
  return isObject(here) ? blockList(here.resources).find(({ address }) => address === subject) : undefined;
}

function providers(json: JsonObject): [string, JsonObject][] {
  const config = isObject(json.configuration) ? json.configuration.provider_config : undefined;
  if (!isObject(config)) return [];
  return Object.values(config).flatMap((one): [string, JsonObject][] => {
    if (!isObject(one) || typeof one.name !== "string" || one.module_address !== undefined) return [];
    const alias = typeof one.alias === "string" ? `.${one.alias}` : "";
    return [[`${one.name}${alias}`, isObject(one.expressions) ? one.expressions : {}]];
  });
}

function variables(json: JsonObject, root: Json | undefined): Map<string, Variable> {
  const declared = isObject(root) && isObject(root.variables) ? root.variables : {};
  const given = isObject(json.variables) ? json.variables : {};
  const names = new Set([...Object.keys(declared), ...Object.keys(given)]);
  return new Map(
    [...names].map((name): [string, Variable] => {
      const from = declared[name];
      const value = given[name];
      const base = { name, sensitive: isObject(from) && from.sensitive === true, validations: [] };
      return [
        name,
        {
          ...base,
          ...(isObject(from) && from.default !== undefined ? { default: from.default } : {}),
          ...(isObject(value) && value.value !== undefined ? { value: value.value } : {}),
        },
      ];
    }),
  );
}
