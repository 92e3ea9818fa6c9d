import { type Construct } from "constructs";
import { type BalancerDimensions, balancerMetric, targetGroupMetric } from "../metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface BalancerAlarmsProps extends AlarmSetProps {
  readonly balancer: BalancerDimensions;
  /** Target groups by the name of their service: `{ "loan-api": route }`. */
  readonly targetGroups: Readonly<Record<string, { readonly targetGroup: { readonly arnSuffix: string } }>>;
  /** Seconds that 95 % of the answers of five minutes may take. @default 1 */
  readonly p95Seconds?: number;
  /** Answers of the load balancer's own with 5xx in five minutes. @default 5 */
  readonly errors?: number;
  /** Percent of the answers of five minutes with 5xx from the services. @default 5 */
  readonly targetErrorPercent?: number;
}

const FIVE_MINUTES = 300;
const MINUTE = 60;

/** A load balancer that fails, services behind it that fail, are slow, or are unwell. */
export class BalancerAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: BalancerAlarmsProps) {
    super(scope, id, props);
    const { balancer, targetGroups, p95Seconds = 1, errors = 5, targetErrorPercent = 5 } = props;
    this.add("5xx", {
      metric: balancerMetric(balancer, "HTTPCode_ELB_5XX_Count", "Sum", "5xx of the load balancer"),
      comparison: ">=",
      threshold: errors,
      period: FIVE_MINUTES,
      evaluationPeriods: 1,
      // The metric exists only while there are errors.
      missingData: "notBreaching",
      meaning:
        "The load balancer itself answered with 5xx: it found no healthy target, or a target broke the connection or did not answer in time.",
      remedy:
        "See which targets are unhealthy and why tasks stop (ECS service events), then the access logs, where elb_status_code is 5xx and target_status_code is empty. After a deployment, roll it back.",
    });
    this.add("target-5xx", {
      metric: {
        expression: "100 * FILL(errors, 0) / requests",
        label: "5xx of the services (%)",
        uses: {
          errors: balancerMetric(balancer, "HTTPCode_Target_5XX_Count", "Sum"),
          requests: balancerMetric(balancer, "RequestCount", "Sum"),
        },
      },
      comparison: ">",
      threshold: targetErrorPercent,
      period: FIVE_MINUTES,
      evaluationPeriods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      meaning: "The services answer too large a share of the requests with 5xx: customers see failures.",
      remedy:
        "Find the failing path in the access logs and the error in the service's log group. Check the database's alarms: it is the usual cause. After a deployment, roll it back.",
    });
    this.add("latency", {
      metric: balancerMetric(balancer, "TargetResponseTime", "p95", "p95 latency (s)"),
      comparison: ">",
      threshold: p95Seconds,
      period: FIVE_MINUTES,
      evaluationPeriods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      meaning:
        "One request in twenty takes longer than the answer time that customers are promised (threshold, in seconds).",
      remedy:
        "Compare with the CPU of the services and of the database, its ACU and its connections. If the services are at their maximum count, raise it; if the database is at its maximum capacity, raise that; else look for a slow query or a slow partner in the log groups.",
    });
    for (const [name, route] of Object.entries(targetGroups)) {
      this.add(`${name}-unhealthy`, {
        metric: targetGroupMetric(
          { ...route, loadBalancer: balancer },
          "UnHealthyHostCount",
          "Maximum",
          `Unhealthy targets of ${name}`,
        ),
        comparison: ">=",
        threshold: 1,
        period: MINUTE,
        evaluationPeriods: 5,
        // Without targets there is no such metric; the running count watches that.
        missingData: "notBreaching",
        meaning: `For five minutes a task of ${name} has failed the load balancer's health check, and has not been replaced by one that passes.`,
        remedy: `Read the ECS service events of ${name} and its log group for why the check fails (start-up, database, memory). If all tasks fail after a deployment, roll it back.`,
      });
    }
  }
}
