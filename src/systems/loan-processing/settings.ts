import { z } from "zod";
import { fargateSizeProblem } from "../../constructs/compute/fargate-size";
import { parseCidr } from "../../constructs/network/cidr";
import { vpcCidrProblems } from "../../constructs/network/plan";

const block = z
  .string()
  .refine((text) => parseCidr(text) !== undefined, "an IPv4 block such as 10.20.0.0/16");

const size = z
  .strictObject({ cpu: z.int("CPU units, a whole number"), memory: z.int("MiB, a whole number") })
  .superRefine((given, context) => {
    const message = fargateSizeProblem(given);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  });

/** What is chosen at synth: it changes which resources there are. */
export const loanProcessingSettings = z
  .strictObject({
    /** The VPC's block, /16 to /22. */
    vpcCidr: z.string().default("10.20.0.0/16"),
    /** Blocks that the VPC must not overlap: peers, VPNs, offices. */
    reservedCidrs: z.array(block).default([]),
    /** How many availability zones. */
    azs: z.int("a whole number").min(2, "at least 2").max(6, "at most 6").default(3),
    /** CPU units (1024 are one vCPU) and MiB of each task of the loan API: a pair that Fargate takes. */
    loanApiSize: size.default({ cpu: 512, memory: 1024 }),
    /** Whether `destroy` may take everything, data included. */
    destroyable: z.boolean("true or false").default(true),
  })
  .superRefine(({ vpcCidr, reservedCidrs }, context) => {
    for (const message of vpcCidrProblems(vpcCidr, reservedCidrs)) {
      context.addIssue({ code: "custom", path: ["vpcCidr"], message });
    }
  });

export type LoanProcessingSettings = z.output<typeof loanProcessingSettings>;
