import type { Rule } from "../../rule";
import { notApplicable, unknown, verdict } from "../../rule";

/** The keys that everything is found, owned and paid by. */
export const REQUIRED_TAGS = ["Project", "System", "Environment", "Owner", "CostCenter", "ManagedBy"];

/** The provider puts the keys on everything that it makes. */
export const providerTags: Rule = {
  id: "tagging-provider-tags",
  title: "Every AWS provider has the required default tags",
  pack: "tagging",
  controls: [],
  rationale: "What is tagged by the provider cannot be forgotten on a resource.",
  remedy: `set default_tags with ${REQUIRED_TAGS.join(", ")}`,
  types: ["provider"],
  check: (provider) => {
    if (provider.name !== "aws") return notApplicable();
    const tags = provider.get("default_tags.tags");
    const keys = provider
      .blocks("default_tags")
      .flatMap((block) => block.blocks("tags"))
      .flatMap((one) => one.keys());
    const missing = REQUIRED_TAGS.filter((key) => !keys.includes(key));
    if (missing.length > 0 && tags.kind === "unknown" && keys.length === 0)
      return unknown(`default_tags is ${tags.expression}`);
    return verdict(missing.map((key) => `default_tags has no ${key}`));
  },
};
