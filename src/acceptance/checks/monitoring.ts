import assert from "node:assert/strict";
import { GetDashboardCommand, type MetricAlarm, paginateDescribeAlarms } from "@aws-sdk/client-cloudwatch";
import { DescribeMetricFiltersCommand } from "@aws-sdk/client-cloudwatch-logs";
import { GetTopicAttributesCommand } from "@aws-sdk/client-sns";
import { type Check, type Deployed, present, textOutput } from "../acceptance-spec";
import { customerKey, service, sorted, taskDefinition } from "./find";
import { onlyAllowing, statementsOf } from "./policies";

export interface MonitoringExpectation {
  /** The output with the topic's ARN. */
  readonly topic: string;
  /** Thresholds by the alarm's name between `alarm-` and the suffix. */
  readonly thresholds: Readonly<Record<string, number>>;
  /** KPIs by the metric's name, each with the output that names the service in whose log it is. */
  readonly kpis: Readonly<Record<string, string>>;
  /** The output with the dashboard's name. */
  readonly dashboard: string;
  /** Namespaces of metrics that the dashboard shows. */
  readonly shows: readonly string[];
}

/** The system's own alarms: those that autoscaling makes for itself have other names, and tell nobody. */
async function alarms({ aws, facts }: Deployed): Promise<MetricAlarm[]> {
  const found: MetricAlarm[] = [];
  for await (const page of paginateDescribeAlarms({ client: aws.cloudwatch }, { AlarmNamePrefix: "alarm-" }))
    found.push(...(page.MetricAlarms ?? []));
  const own = found.filter((one) => one.AlarmName?.endsWith(`-${facts.suffix}`));
  assert.ok(own.length > 0, "alarms");
  return own;
}

export function monitoringChecks(expected: MonitoringExpectation): Check[] {
  return [
    {
      title: "every alarm tells the topic when it starts and ends, and says what to do",
      async run(deployed) {
        const topic = [textOutput(deployed, expected.topic)];
        for (const alarm of await alarms(deployed)) {
          assert.equal(alarm.ActionsEnabled, true, `actions of ${alarm.AlarmName}`);
          assert.deepEqual(alarm.AlarmActions, topic, `who hears of ${alarm.AlarmName}`);
          assert.deepEqual(alarm.OKActions, topic, `who hears of the end of ${alarm.AlarmName}`);
          assert.match(alarm.AlarmDescription ?? "", /\n\nWhat to do: /, `description of ${alarm.AlarmName}`);
        }
      },
    },
    {
      title: `${Object.keys(expected.thresholds).length} alarms have their thresholds`,
      async run(deployed) {
        const made = await alarms(deployed);
        const found = Object.fromEntries(
          Object.keys(expected.thresholds).map((name) => [
            name,
            made.find((one) => one.AlarmName === `alarm-${name}-${deployed.facts.suffix}`)?.Threshold,
          ]),
        );
        assert.deepEqual(found, expected.thresholds, "thresholds");
      },
    },
    {
      title: "the topic of the alarms has a rotating CMK, and CloudWatch may publish to it",
      async run(deployed) {
        const TopicArn = textOutput(deployed, expected.topic);
        const { Attributes } = await deployed.aws.sns.send(new GetTopicAttributesCommand({ TopicArn }));
        await customerKey(deployed, Attributes?.KmsMasterKeyId, "the topic");
        const policy = statementsOf(Attributes?.Policy, "the policy of the topic").filter(({ principal }) =>
          JSON.stringify(principal).includes("cloudwatch.amazonaws.com"),
        );
        assert.deepEqual(onlyAllowing(policy, "sns:Publish", "the topic").resources, [TopicArn], "topic");
      },
    },
    ...kpiChecks(expected),
    {
      title: "the dashboard shows every tier and alarms that there are",
      async run(deployed) {
        const DashboardName = textOutput(deployed, expected.dashboard);
        const { DashboardBody } = await deployed.aws.cloudwatch.send(
          new GetDashboardCommand({ DashboardName }),
        );
        const { widgets } = JSON.parse(present(DashboardBody, "the dashboard")) as Dashboard;
        const shown = widgets.flatMap(({ properties }) => properties.alarms ?? []);
        const made = (await alarms(deployed)).map((one) => one.AlarmArn);
        assert.ok(shown.length > 0, "alarms of the dashboard");
        assert.deepEqual(
          shown.filter((arn) => !made.includes(arn)),
          [],
          "alarms that there are not",
        );
        const namespaces = widgets.flatMap(({ properties }) =>
          (properties.metrics ?? []).map(([first]) => first),
        );
        const missing = expected.shows.filter((namespace) => !namespaces.includes(namespace));
        assert.deepEqual(sorted(missing), [], "what it does not show");
      },
    },
  ];
}

/** None where there are no KPIs. */
function kpiChecks(expected: MonitoringExpectation): Check[] {
  if (Object.keys(expected.kpis).length === 0) return [];
  return [
    {
      title: `the KPIs ${Object.keys(expected.kpis).join(", ")} come from the logs of their services`,
      async run(deployed) {
        const { metricFilters = [] } = await deployed.aws.logs.send(new DescribeMetricFiltersCommand({}));
        const found = metricFilters.flatMap((one) =>
          (one.metricTransformations ?? []).map((metric) => [metric.metricName, one.logGroupName]),
        );
        const wanted = await Promise.all(
          Object.entries(expected.kpis).map(async ([metric, output]) => [
            metric,
            await logOf(deployed, output),
          ]),
        );
        assert.deepEqual(Object.fromEntries(found), Object.fromEntries(wanted), "log groups by KPI");
      },
    },
  ];
}

interface Dashboard {
  readonly widgets: readonly {
    readonly properties: { readonly alarms?: readonly string[]; readonly metrics?: readonly unknown[][] };
  }[];
}

/** The log group of a service's container. */
async function logOf(deployed: Deployed, output: string): Promise<string | undefined> {
  const definition = await taskDefinition(deployed, (await service(deployed, output)).taskDefinition);
  return definition.containerDefinitions?.[0]?.logConfiguration?.options?.["awslogs-group"];
}
