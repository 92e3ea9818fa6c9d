import { propertyAccess, Token } from "cdktf";
import { type SystemStack } from "../../../core/system-stack";
import { type ExistingNetworkProps } from "../../../constructs/network/existing-vpc";
import { azKeys } from "../../../constructs/network/plan";

/** Where an existing VPC and its subnets are; none has a default. Only with the setting `existingVpc`. */
export function existingVpcVariables(
  stack: SystemStack,
  azs: number,
): Pick<ExistingNetworkProps, "vpcId" | "subnetIds"> {
  const keys = azKeys(azs);
  const subnets = (tier: string, users: string) => {
    const name = `${tier}_subnet_ids`;
    const variable = stack.variable(name, {
      type: "map(string)",
      description: `The ${tier} subnets of vpc_id, one in each availability zone by its key, for ${users}.`,
      validation: [
        {
          condition:
            `join(",", sort(keys(var.${name}))) == "${keys.join(",")}" && ` +
            `alltrue([for id in values(var.${name}) : can(regex("^subnet-[0-9a-f]+$", id))])`,
          errorMessage: `The ${name} must be ids of subnets by the keys ${keys.join(", ")}, which stand for the same availability zones in both tiers, such as { a = "subnet-0123456789abcdef0", ... }.`,
        },
      ],
    });
    return Object.fromEntries(keys.map((az) => [az, Token.asString(propertyAccess(variable.value, [az]))]));
  };
  const vpc = stack.variable("vpc_id", {
    type: "string",
    description: "The VPC that the system is put into.",
    validation: [
      {
        condition: 'can(regex("^vpc-[0-9a-f]+$", var.vpc_id))',
        errorMessage: "The vpc_id must be the id of a VPC, such as vpc-0123456789abcdef0.",
      },
    ],
  });
  return {
    vpcId: vpc.stringValue,
    subnetIds: {
      public: subnets("public", "the load balancer"),
      private: subnets("private", "services, job, function and database"),
    },
  };
}
