import type { Case } from "../case";
import { applying } from "./applying";
import { availability } from "./availability";
import { bucketPolicies } from "./bucket-policies";
import { destroyable } from "./destroyable";
import { encryption } from "./encryption";
import { exposure } from "./exposure";
import { identity } from "./identity";
import { keys } from "./keys";
import { logging } from "./logging";
import { naming } from "./naming";
import { networkAcls } from "./network-acls";
import { networkExposure } from "./network-exposure";
import { others } from "./others";
import { reachability } from "./reachability";
import { reachabilityOfDatabases } from "./reachability-databases";
import { reachabilityOtherwise } from "./reachability-otherwise";
import { records } from "./records";
import { reachabilityOfRoles } from "./reachability-roles";
import { resourcePolicies } from "./resource-policies";
import { securityGroups } from "./security-groups";
import { services } from "./services";
import { tables } from "./tables";
import { transit } from "./transit";
import { unseen } from "./unseen";
import { upkeep } from "./upkeep";
import { writtenOtherwise } from "./written";
import { accessOtherwise } from "./written-access";

/** The cases of every rule. */
export const CASES: readonly Case[] = [
  ...naming,
  ...destroyable,
  ...others,
  ...identity,
  ...resourcePolicies,
  ...encryption,
  ...keys,
  ...tables,
  ...transit,
  ...bucketPolicies,
  ...logging,
  ...records,
  ...networkExposure,
  ...networkAcls,
  ...securityGroups,
  ...reachability,
  ...reachabilityOtherwise,
  ...reachabilityOfRoles,
  ...reachabilityOfDatabases,
  ...exposure,
  ...availability,
  ...applying,
  ...services,
  ...upkeep,
  ...unseen,
  ...writtenOtherwise,
  ...accessOtherwise,
];
