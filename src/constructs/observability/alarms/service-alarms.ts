import { type Construct } from "constructs";
import { type ServiceDimensions, serviceMetric, taskMetric } from "../metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface ServiceAlarmsProps extends AlarmSetProps, ServiceDimensions {
  /** How many tasks run at the least: the minimum of its autoscaling, or its desired count. */
  readonly minimumCount: number;
  /** Percent, above the targets of its autoscaling. @default 85 */
  readonly cpuPercent?: number;
  /** Percent, above the targets of its autoscaling. @default 85 */
  readonly memoryPercent?: number;
}

const MINUTE = 60;

/** An ECS service with too few tasks, or whose tasks are at their limits. */
export class ServiceAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: ServiceAlarmsProps) {
    super(scope, id, props);
    const { purpose, minimumCount, cpuPercent = 85, memoryPercent = 85 } = props;
    this.add("cpu", {
      metric: serviceMetric(props, "CPUUtilization", "Average", `CPU of ${purpose} (%)`),
      comparison: ">",
      threshold: cpuPercent,
      period: MINUTE,
      evaluationPeriods: 15,
      datapoints: 10,
      missingData: "missing",
      meaning: `The tasks of ${purpose} have used nearly all of their CPU for ten minutes: autoscaling has not relieved them.`,
      remedy: `See whether ${purpose} runs at its maximum count: if so raise it. If not, read the scaling activities and the service events for why no task was added (capacity, image, subnet addresses).`,
    });
    this.add("memory", {
      metric: serviceMetric(props, "MemoryUtilization", "Average", `Memory of ${purpose} (%)`),
      comparison: ">",
      threshold: memoryPercent,
      period: MINUTE,
      evaluationPeriods: 15,
      datapoints: 10,
      missingData: "missing",
      meaning: `The tasks of ${purpose} have used nearly all of their memory for ten minutes: a task that passes its limit is killed.`,
      remedy: `If it grew with the load, raise the count or the task's memory. If it grows without load since a deployment, it is a leak: roll the deployment back.`,
    });
    this.add("running", {
      metric: taskMetric(props, "RunningTaskCount", "Minimum", `Running tasks of ${purpose}`),
      comparison: "<",
      threshold: minimumCount,
      period: MINUTE,
      evaluationPeriods: 5,
      // No count at all is no service at all.
      missingData: "breaching",
      meaning: `For five minutes fewer tasks of ${purpose} have run than its minimum: an availability zone may be without one.`,
      remedy: `Read the service events and the stopped tasks' reasons: the image cannot be pulled, the health check fails, a secret cannot be read, or Fargate has no capacity. Spot tasks that were taken back are replaced within minutes.`,
    });
  }
}
