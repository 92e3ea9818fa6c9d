import { type Construct } from "constructs";
import { AlarmSet, type AlarmSetProps } from "../../constructs/observability/alarms/alarm-set";
import { KpiMetrics } from "../../constructs/observability/kpi-metrics";
import { type Metric } from "../../constructs/observability/metric";

export interface LoanKpisProps extends AlarmSetProps {
  /** The log of the service that takes applications. */
  readonly applications: { readonly name: string };
  /** The log of the service that decides on credits. */
  readonly decisions: { readonly name: string };
  /** Milliseconds that 95 % of the credit decisions of five minutes may take. @default 1000 */
  readonly decisionMilliseconds?: number;
  /** Percent of the decisions of an hour that may decline. @default 80 */
  readonly declinedPercent?: number;
  /** The lowest usual number of applications in an hour. @default 1 */
  readonly applicationsAnHour?: number;
}

export type LoanKpi =
  "applications-submitted" | "applications-approved" | "applications-declined" | "decision-latency";

/** What the services log, one JSON object a line: `{"event":"credit.decided","latencyMs":412}`. */
export const LOAN_EVENTS = {
  submitted: "application.submitted",
  approved: "application.approved",
  declined: "application.declined",
  decided: "credit.decided",
} as const;
export const LATENCY_FIELD = "latencyMs";

const FIVE_MINUTES = 300;
const HOUR = 3_600;

/** The KPIs of lending, and alarms where a number alone says that something is wrong. */
export class LoanKpis extends AlarmSet {
  readonly metrics: KpiMetrics<LoanKpi>;

  constructor(scope: Construct, id: string, props: LoanKpisProps) {
    super(scope, id, props);
    const { applications, decisions } = props;
    const counted = (log: { readonly name: string }, event: string) =>
      ({ log, events: [{ field: "event", equals: event }] }) as const;
    this.metrics = new KpiMetrics<LoanKpi>(this, "metrics", {
      "applications-submitted": counted(applications, LOAN_EVENTS.submitted),
      "applications-approved": counted(decisions, LOAN_EVENTS.approved),
      "applications-declined": counted(decisions, LOAN_EVENTS.declined),
      "decision-latency": {
        log: decisions,
        events: [
          { field: "event", equals: LOAN_EVENTS.decided },
          { field: LATENCY_FIELD, atLeast: 0 },
        ],
        measure: { kind: "field", field: LATENCY_FIELD, unit: "Milliseconds" },
      },
    });
    this.watchApplications(props.applicationsAnHour ?? 1);
    this.watchDeclined(props.declinedPercent ?? 80);
    this.watchLatency(props.decisionMilliseconds ?? 1_000);
  }

  /** The KPIs as a dashboard shows them. */
  get shown(): [Metric, ...Metric[]] {
    return [
      this.metrics.metric("applications-submitted", "Sum", "Submitted"),
      this.metrics.metric("applications-approved", "Sum", "Approved"),
      this.metrics.metric("applications-declined", "Sum", "Declined"),
      this.metrics.metric("decision-latency", "p95", "Credit decision, p95 (ms)"),
    ];
  }

  private watchApplications(applicationsAnHour: number): void {
    this.add("applications", {
      metric: this.metrics.metric("applications-submitted", "Sum", "Applications submitted"),
      comparison: "<",
      threshold: applicationsAnHour,
      period: HOUR,
      evaluationPeriods: 2,
      // Services that do not run log nothing.
      missingData: "breaching",
      meaning:
        "For two hours hardly any application was submitted, though there are some at every hour of the day: customers cannot reach the system, or cannot finish.",
      remedy:
        "Submit one from outside. If it fails, follow the load balancer's and the services' alarms; if it works, ask the web team about what leads there.",
    });
  }

  private watchDeclined(declinedPercent: number): void {
    this.add("declined", {
      metric: {
        expression: "IF(approved + declined > 0, 100 * declined / (approved + declined), 0)",
        label: "Declined (% of decisions)",
        uses: {
          approved: this.metrics.metric("applications-approved", "Sum"),
          declined: this.metrics.metric("applications-declined", "Sum"),
        },
      },
      comparison: ">",
      threshold: declinedPercent,
      period: HOUR,
      evaluationPeriods: 2,
      missingData: "notBreaching",
      meaning:
        "For two hours nearly all credit decisions declined: more likely a fault of scoring or of its data than of the applicants.",
      remedy:
        "Compare a few declined applications with their credit scores in the log of the credit decision service. If scores are missing or stale, stop automatic declines and tell the risk team.",
    });
  }

  private watchLatency(decisionMilliseconds: number): void {
    this.add("decision-latency", {
      metric: this.metrics.metric("decision-latency", "p95", "Credit decision, p95 (ms)"),
      comparison: ">",
      threshold: decisionMilliseconds,
      period: FIVE_MINUTES,
      evaluationPeriods: 3,
      datapoints: 2,
      missingData: "notBreaching",
      meaning:
        "One credit decision in twenty takes longer than customers are promised (threshold, in milliseconds).",
      remedy:
        "Compare with the database's alarms and with the CPU of the credit decision service: scale the one that is at its limit. Else look in the service's log for a credit bureau that is slow.",
    });
  }
}
