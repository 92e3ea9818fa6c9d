import { z } from "zod";
import { scheduleProblem } from "../../constructs/events/schedule-expression";
import { fargateSize as size, refuseVpc, reservedBlocks } from "../common/settings-kinds";

const schedule = z.string().superRefine((given, context) => {
  const message = scheduleProblem(given);
  if (message !== undefined) context.addIssue({ code: "custom", message });
});

const VPC_CIDR = "10.20.0.0/16";

/** What is chosen at synth: it changes which resources there are. */
export const loanProcessingSettings = z
  .strictObject({
    /** Whether the system is put into a VPC that exists, which variables name, in place of one of its own. */
    existingVpc: z.boolean("true or false").default(false),
    /** The VPC's block, /16 to /22. */
    vpcCidr: z.string().optional(),
    /** Blocks that the VPC must not overlap: peers, VPNs, offices. */
    reservedCidrs: reservedBlocks,
    /** How many availability zones; each service has a task in each at least. */
    azs: z.int("a whole number").min(2, "at least 2").max(6, "at most 6").default(3),
    /** CPU units (1024 are one vCPU) and MiB of each task: pairs that Fargate takes. */
    loanApiSize: size.default({ cpu: 512, memory: 1024 }),
    creditDecisionSize: size.default({ cpu: 512, memory: 1024 }),
    reassessmentSize: size.default({ cpu: 1024, memory: 2048 }),
    /** Tasks of each service at the most, and at the least in business hours (7 to 20 o'clock, New York). */
    maximumTasks: z.int("a whole number").default(12),
    businessHoursTasks: z.int("a whole number").default(6),
    /** When the nightly reassessment runs, in UTC. */
    reassessmentSchedule: schedule.default("cron(0 6 * * ? *)"),
    /** Whether `destroy` may take everything, data included. */
    destroyable: z.boolean("true or false").default(true),
  })
  .superRefine(({ existingVpc, vpcCidr, reservedCidrs }, context) => {
    if (!existingVpc) {
      refuseVpc({ vpcCidr: vpcCidr ?? VPC_CIDR, reservedCidrs }, context);
      return;
    }
    const refuse = (key: string) => {
      const message = "with existingVpc the block is the VPC owner's: take it away";
      context.addIssue({ code: "custom", path: [key], message });
    };
    if (vpcCidr !== undefined) refuse("vpcCidr");
    if (reservedCidrs.length > 0) refuse("reservedCidrs");
  })
  .transform((settings) => ({ ...settings, vpcCidr: settings.vpcCidr ?? VPC_CIDR }));

export type LoanProcessingSettings = z.output<typeof loanProcessingSettings>;
