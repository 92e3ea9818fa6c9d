import { z } from "zod";
import { fargateSize, reservedBlocks, refuseVpc } from "../common/settings-kinds";

/** The source asks for tasks of at least 2 vCPU and 4 GB (FA-10). */
const SMALLEST = { cpu: 2048, memory: 4096 };

const size = fargateSize
  .refine(({ cpu, memory }) => cpu >= SMALLEST.cpu && memory >= SMALLEST.memory, {
    message: `at least ${SMALLEST.cpu} CPU units and ${SMALLEST.memory} MiB`,
  })
  .default(SMALLEST);

/** What is chosen at synth: it changes which resources there are. */
export const analyticsPlatformSettings = z
  .strictObject({
    /** The VPC's block, /16 to /22. */
    vpcCidr: z.string().default("10.60.0.0/16"),
    /** Blocks that the VPC must not overlap: peers, VPNs, offices. */
    reservedCidrs: reservedBlocks,
    /** How many availability zones; each service has a task in each at least. */
    azs: z.int("a whole number").min(2, "at least 2").max(6, "at most 6").default(3),
    /** CPU units (1024 are one vCPU) and MiB of each task: pairs that Fargate takes, from 2 vCPU and 4 GB up. */
    ingestionSize: size,
    processingSize: size,
    dashboardsSize: size,
    /** The first day of which the lake has data, for Athena: it looks at none before it. */
    lakeSince: z.iso.date("a day such as 2026-01-31").default("2026-01-01"),
    /** Tasks of each service at the most. */
    maximumTasks: z.int("a whole number").default(12),
    /** Whether `destroy` may take everything, data included. */
    destroyable: z.boolean("true or false").default(true),
  })
  .superRefine(refuseVpc);

export type AnalyticsPlatformSettings = z.output<typeof analyticsPlatformSettings>;
