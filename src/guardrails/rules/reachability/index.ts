import type { Rule } from "../../rule";
import { awsApis } from "./aws-apis";
import { databases } from "./databases";

/** The rules of the pack reachability. */
export const reachabilityRules: readonly Rule[] = [awsApis, databases];
