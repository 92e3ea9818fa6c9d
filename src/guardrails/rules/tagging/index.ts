import type { Rule } from "../../rule";
import { providerTags } from "./provider-tags";
import { tagged } from "./tagged";

/** The rules of the pack tagging. */
export const taggingRules: readonly Rule[] = [providerTags, tagged];
