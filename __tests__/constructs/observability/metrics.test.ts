import {
  databaseMetric,
  backupMetric,
  functionMetric,
  queueMetric,
  ruleMetric,
  serviceMetric,
  targetGroupMetric,
  taskMetric,
  webAclMetric,
} from "../../../src/constructs/observability/metrics";
import { deliveryMetric, streamMetric } from "../../../src/constructs/observability/stream-metrics";

const front = { balancer: { arnSuffix: "app/alb/1" } };
const service = { cluster: { name: "c" }, service: { name: "s" } };

test("a metric's label is its name unless another is given", () => {
  expect(functionMetric({ name: "validate" }, "Errors", "Sum")).toEqual({
    namespace: "AWS/Lambda",
    name: "Errors",
    dimensions: { FunctionName: "validate" },
    statistic: "Sum",
    label: "Errors",
  });
  const age = queueMetric({ name: "q" }, "ApproximateAgeOfOldestMessage", "Maximum", "Oldest (s)");
  expect(age).toMatchObject({ dimensions: { QueueName: "q" }, label: "Oldest (s)" });
});

test("a rule's metrics are found by its name", () => {
  expect(ruleMetric({ name: "rule-nightly" }, "FailedInvocations", "Sum")).toMatchObject({
    namespace: "AWS/Events",
    dimensions: { RuleName: "rule-nightly" },
  });
});

test.each([
  targetGroupMetric({ targetGroup: { arnSuffix: "t" }, loadBalancer: front }, "HealthyHostCount", "Minimum"),
  serviceMetric(service, "CPUUtilization", "Average"),
  taskMetric(service, "RunningTaskCount", "Minimum"),
  databaseMetric({ clusterIdentifier: "db" }, "DatabaseConnections", "Maximum"),
  webAclMetric({ metricName: "acl", region: null }, "BlockedRequests", "Sum"),
  streamMetric({ name: "stream" }, "IncomingRecords", "Sum"),
  deliveryMetric({ name: "delivery" }, "DeliveryToS3.Success", "Average"),
])("$namespace $name is called by its name", ({ name, label }) => {
  expect(label).toBe(name);
});

test("the metrics of a web ACL of CloudFront have no region", () => {
  const metric = webAclMetric({ metricName: "acl", region: null }, "BlockedRequests", "Sum");
  expect(metric.dimensions).toEqual({ WebACL: "acl", Rule: "ALL" });
});

test("a metric without a label is called by its name", () => {
  expect(backupMetric({ name: "vault" }, "NumberOfBackupJobsFailed", "Sum")).toMatchObject({
    dimensions: { BackupVaultName: "vault" },
    label: "NumberOfBackupJobsFailed",
  });
});
