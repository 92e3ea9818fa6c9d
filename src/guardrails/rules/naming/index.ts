import type { Rule } from "../../rule";
import { environmentSuffix } from "./environment-suffix";

/** The rules of the pack naming. */
export const namingRules: readonly Rule[] = [environmentSuffix];
