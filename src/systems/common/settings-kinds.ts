import { z } from "zod";
import { fargateSizeProblem } from "../../constructs/compute/fargate-size";
import { parseCidr } from "../../constructs/network/cidr";
import { vpcCidrProblems } from "../../constructs/network/plan";

const block = z
  .string()
  .refine((text) => parseCidr(text) !== undefined, "an IPv4 block such as 10.20.0.0/16");

/** Blocks that a VPC must not overlap: peers, VPNs, offices. */
export const reservedBlocks = z.array(block).default([]);

/** CPU units (1024 are one vCPU) and MiB of a task: a pair that Fargate takes. */
export const fargateSize = z
  .strictObject({ cpu: z.int("CPU units, a whole number"), memory: z.int("MiB, a whole number") })
  .superRefine((given, context) => {
    const message = fargateSizeProblem(given);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

/** Adds all problems of a VPC's settings, as issues of `vpcCidr`. */
export function refuseVpc(
  { vpcCidr, reservedCidrs }: { readonly vpcCidr: string; readonly reservedCidrs: readonly string[] },
  context: z.RefinementCtx,
): void {
  for (const message of vpcCidrProblems(vpcCidr, reservedCidrs))
    context.addIssue({ code: "custom", path: ["vpcCidr"], message });
}
