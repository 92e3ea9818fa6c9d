import type { Pack, Rule } from "../rule";
import { namingRules } from "./naming";
import { destroyableRules } from "./destroyable";
import { applyRules } from "./apply";
import { leastPrivilegeRules } from "./least-privilege";
import { encryptionRules } from "./encryption";
import { networkExposureRules } from "./network-exposure";
import { reachabilityRules } from "./reachability";
import { loggingRules } from "./logging";
import { highAvailabilityRules } from "./high-availability";
import { patchingRules } from "./patching";
import { taggingRules } from "./tagging";
import { costRules } from "./cost";
import { visibilityRules } from "./visibility";
import { PACKS } from "./packs";

/** Every rule, by pack. */
export const ALL_RULES: readonly Rule[] = [
  ...namingRules,
  ...destroyableRules,
  ...applyRules,
  ...leastPrivilegeRules,
  ...encryptionRules,
  ...networkExposureRules,
  ...reachabilityRules,
  ...loggingRules,
  ...highAvailabilityRules,
  ...patchingRules,
  ...taggingRules,
  ...costRules,
  ...visibilityRules,
];

/** The rules that a pack selects. */
export function rulesOfPack(pack: Pack): readonly Rule[] {
  return ALL_RULES.filter(PACKS[pack].selects);
}
