import type { Rule } from "../../rule";
import { moduleContents } from "./module-contents";

/** The rules of the pack visibility. */
export const visibilityRules: readonly Rule[] = [moduleContents];
