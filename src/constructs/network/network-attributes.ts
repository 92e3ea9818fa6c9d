import { type DataAwsVpc } from "@cdktf/provider-aws/lib/data-aws-vpc";
import { type Vpc } from "@cdktf/provider-aws/lib/vpc";
import { type ITerraformDependable } from "cdktf";
import { type AzKey, type Tier } from "./plan";

/** A subnet, as its users know it. */
export interface NetworkSubnet {
  readonly id: string;
  /** The name of its availability zone. */
  readonly zone: string;
}

export type SubnetsByTier = ReadonlyMap<Tier, ReadonlyMap<AzKey, NetworkSubnet>>;

/** What a network is to its users, whether it was made for them or was there before. */
export interface NetworkParts {
  readonly vpc: Vpc | DataAwsVpc;
  readonly subnets: SubnetsByTier;
  /** Resources that must exist before a resource faces the internet. */
  readonly internetAccess: readonly ITerraformDependable[];
  /** Resources that must exist before a resource in a private subnet reaches the internet. */
  readonly egressDependencies: readonly ITerraformDependable[];
}
