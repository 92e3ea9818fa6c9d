import { type AppautoscalingPolicyConfig } from "@cdktf/provider-aws/lib/appautoscaling-policy";

/** A way to decide how many tasks run. One kind so far; others join the union. */
export type ScalingPolicy = TargetTracking;

/** Holds the mean utilization of all tasks near a percentage, in both directions. */
export interface TargetTracking {
  readonly kind: "target-tracking";
  readonly metric: keyof typeof METRICS;
  /** The utilization to hold, between 0 and 100, both excluded. */
  readonly percent: number;
  /** @default 60 s after tasks were added, 300 s after some were taken away */
  readonly cooldown?: Cooldown;
}

/** Seconds in which a change takes effect before the next one of its kind, 0 and up. */
export interface Cooldown {
  readonly out: number;
  readonly in: number;
}

/** Scale out fast, because a spike does not wait. Scale in slowly, because it may return. */
const COOLDOWN: Cooldown = { out: 60, in: 300 };

/** Application Auto Scaling, PredefinedMetricSpecification, for ECS services. */
const METRICS = {
  cpu: "ECSServiceAverageCPUUtilization",
  memory: "ECSServiceAverageMemoryUtilization",
} as const;

/** All problems of a scaling policy. */
export function policyProblems({ percent, cooldown = COOLDOWN }: ScalingPolicy): string[] {
  const problems: string[] = [];
  if (!(percent > 0 && percent < 100))
    problems.push(`percent is ${percent}: between 0 and 100, both excluded, is allowed`);
  for (const [direction, seconds] of Object.entries(cooldown) as [string, number][])
    if (!Number.isInteger(seconds) || seconds < 0)
      problems.push(`cooldown.${direction} is ${seconds}: whole seconds, 0 and up, are allowed`);
  return problems;
}

/** The part of the resource that is of the policy's kind. */
export function policyConfiguration({
  metric,
  percent,
  cooldown = COOLDOWN,
}: ScalingPolicy): Pick<
  AppautoscalingPolicyConfig,
  "policyType" | "targetTrackingScalingPolicyConfiguration"
> {
  return {
    policyType: "TargetTrackingScaling",
    targetTrackingScalingPolicyConfiguration: {
      predefinedMetricSpecification: { predefinedMetricType: METRICS[metric] },
      targetValue: percent,
      scaleOutCooldown: cooldown.out,
      scaleInCooldown: cooldown.in,
    },
  };
}
