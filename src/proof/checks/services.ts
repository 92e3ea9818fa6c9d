import assert from "node:assert/strict";
import { DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type Check, present } from "../subject";
import { customerKey, loadBalancer, privateSubnets, service, sorted, taskDefinition } from "./find";

const listeners: Check = {
  title: "HTTPS with an issued certificate and TLS 1.2+, HTTP only redirects",
  async run(deployed) {
    const { LoadBalancerArn } = await loadBalancer(deployed);
    const { Listeners = [] } = await deployed.aws.elbv2.send(
      new DescribeListenersCommand({ LoadBalancerArn }),
    );
    assert.deepEqual(Listeners.map((one) => one.Port).sort(), [443, 80], "ports");
    const https = present(
      Listeners.find((one) => one.Port === 443),
      "the HTTPS listener",
    );
    assert.match(https.SslPolicy ?? "", /TLS13-1-2/, "TLS policy");
    const CertificateArn = present(https.Certificates?.[0]?.CertificateArn, "the certificate");
    const { Certificate } = await deployed.aws.acm.send(new DescribeCertificateCommand({ CertificateArn }));
    assert.equal(Certificate?.Status, "ISSUED", "certificate");
    const http = present(
      Listeners.find((one) => one.Port === 80),
      "the HTTP listener",
    );
    assert.deepEqual(
      http.DefaultActions?.map((action) => action.Type),
      ["redirect"],
      "what HTTP does",
    );
    assert.equal(http.DefaultActions[0]?.RedirectConfig?.Protocol, "HTTPS", "where HTTP leads");
  },
};

/** listener -> rule -> target group -> service -> cluster: each named by the one before it. */
const path: Check = {
  title: "the path /loans leads over a target group to the service, in the private subnets",
  async run(deployed) {
    const { elbv2 } = deployed.aws;
    const balancer = await loadBalancer(deployed);
    const { Listeners = [] } = await elbv2.send(
      new DescribeListenersCommand({ LoadBalancerArn: balancer.LoadBalancerArn }),
    );
    const https = present(
      Listeners.find((one) => one.Port === 443),
      "the HTTPS listener",
    );
    const { Rules = [] } = await elbv2.send(new DescribeRulesCommand({ ListenerArn: https.ListenerArn }));
    const rule = present(
      Rules.find(({ Conditions = [] }) =>
        Conditions.some((condition) => condition.PathPatternConfig?.Values?.includes("/loans/*")),
      ),
      "the rule of /loans/*",
    );
    const arn = present(rule.Actions?.[0]?.TargetGroupArn, "its target group");
    const { TargetGroups = [] } = await elbv2.send(
      new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }),
    );
    assert.equal(TargetGroups[0]?.TargetType, "ip", "target type");
    const found = await service(deployed, "loan_api_service_name");
    assert.deepEqual(
      found.loadBalancers?.map((one) => one.targetGroupArn),
      [arn],
      "target group of the service",
    );
    const network = found.networkConfiguration?.awsvpcConfiguration;
    assert.deepEqual(sorted(network?.subnets), privateSubnets(deployed), "subnets");
    assert.equal(network?.assignPublicIp, "DISABLED", "public addresses");
  },
};

const capacity: Check = {
  title: "the service is active with Fargate and Fargate Spot 4 to 1",
  async run(deployed) {
    const found = await service(deployed, "loan_api_service_name");
    assert.equal(found.status, "ACTIVE", "service");
    const weights = (found.capacityProviderStrategy ?? []).map((one) => [one.capacityProvider, one.weight]);
    assert.deepEqual(
      weights.sort(),
      [
        ["FARGATE", 4],
        ["FARGATE_SPOT", 1],
      ],
      "strategy",
    );
  },
};

/** What the newest task definition runs is the image that the variable says. */
const image: Check = {
  title: "tasks run the image of the variable, on a read-only root file system",
  async run(deployed) {
    const found = await service(deployed, "loan_api_service_name");
    const [container] = (await taskDefinition(deployed, found.taskDefinition)).containerDefinitions ?? [];
    const wanted = deployed.variables.loan_api_image;
    if (wanted !== undefined) assert.equal(container?.image, wanted, "image");
    assert.equal(container?.readonlyRootFilesystem, true, "root file system");
  },
};

const logGroups: Check = {
  title: "every log group has a rotating CMK and the retention of the variable",
  async run(deployed) {
    const { logGroups: groups = [] } = await deployed.aws.logs.send(new DescribeLogGroupsCommand({}));
    assert.ok(groups.length >= 3, `log groups: ${groups.length}`);
    const days = Number(deployed.variables.log_retention_days ?? 365);
    for (const group of groups) {
      assert.equal(group.retentionInDays, days, `retention of ${group.logGroupName}`);
      await customerKey(deployed, group.kmsKeyId, String(group.logGroupName));
    }
  },
};

export const serviceChecks: readonly Check[] = [listeners, path, capacity, image, logGroups];
export const afterUpdate: readonly Check[] = [image, logGroups, path];
