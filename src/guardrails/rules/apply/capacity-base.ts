import type { Rule } from "../../rule";
import { verdict } from "../../rule";

const PATHS: Readonly<Record<string, string>> = {
  aws_ecs_cluster_capacity_providers: "default_capacity_provider_strategy",
  aws_ecs_service: "capacity_provider_strategy",
};

/** One capacity provider of a strategy has a base. */
export const capacityBase: Rule = {
  id: "apply-capacity-base",
  title: "At most one capacity provider has a base",
  pack: "apply",
  controls: [],
  rationale: "ECS refuses a strategy with two bases.",
  remedy: "leave base to one capacity provider",
  types: Object.keys(PATHS),
  check: (resource) => {
    const bases = resource.blocks(PATHS[resource.type] as string).map((block) => ({
      provider: block.text("capacity_provider") ?? "a provider",
      base: block.number("base", 0),
    }));
    const based = bases.filter(({ base }) => base !== 0 && base !== "unknown");
    const hidden = bases.filter(({ base }) => base === "unknown");
    if (based.length > 1)
      return verdict([`${based.map(({ provider }) => provider).join(" and ")} have a base`]);
    return verdict(
      [],
      hidden.length + based.length > 1 ? ["which providers have a base cannot be seen"] : [],
    );
  },
};
