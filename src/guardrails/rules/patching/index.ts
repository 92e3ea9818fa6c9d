import type { Rule } from "../../rule";
import { fargatePlatform } from "./fargate-platform";
import { functionRuntimes } from "./function-runtimes";
import { imageScan } from "./image-scan";
import { imageTags } from "./image-tags";
import { minorVersions } from "./minor-versions";

/** The rules of the pack patching. */
export const patchingRules: readonly Rule[] = [
  fargatePlatform,
  functionRuntimes,
  imageScan,
  imageTags,
  minorVersions,
];
