import assert from "node:assert/strict";
import { DescribeCertificateCommand } from "@aws-sdk/client-acm";
import { DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";
import {
  DescribeListenersCommand,
  DescribeRulesCommand,
  DescribeTargetGroupsCommand,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { type Check, present } from "../acceptance-spec";
import { customerKey, loadBalancer, privateSubnets, service, sorted, taskDefinition } from "./find";

export const listeners: Check = {
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

/**
 * listener -> rule -> target group -> service -> cluster: each named by the one before it.
 * @param path as a rule has it: `/loans/*`
 * @param output holds the service's name
 */
export const path = (pattern: string, output: string): Check => ({
  title: `the path ${pattern} leads over a target group to the service, in the private subnets`,
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
        Conditions.some((condition) => condition.PathPatternConfig?.Values?.includes(pattern)),
      ),
      `the rule of ${pattern}`,
    );
    const arn = present(rule.Actions?.[0]?.TargetGroupArn, "its target group");
    const { TargetGroups = [] } = await elbv2.send(
      new DescribeTargetGroupsCommand({ TargetGroupArns: [arn] }),
    );
    assert.equal(TargetGroups[0]?.TargetType, "ip", "target type");
    const found = await service(deployed, output);
    assert.deepEqual(
      found.loadBalancers?.map((one) => one.targetGroupArn),
      [arn],
      "target group of the service",
    );
    const network = found.networkConfiguration?.awsvpcConfiguration;
    assert.deepEqual(sorted(network?.subnets), privateSubnets(deployed), "subnets");
    assert.equal(network?.assignPublicIp, "DISABLED", "public addresses");
  },
});

/** @param weights by the capacity provider */
export const capacity = (output: string, weights: Readonly<Record<string, number>>): Check => ({
  title: `${output} is active on ${Object.entries(weights).flat().join(" ")}`,
  async run(deployed) {
    const found = await service(deployed, output);
    assert.equal(found.status, "ACTIVE", "service");
    const made = (found.capacityProviderStrategy ?? []).map((one) => [one.capacityProvider, one.weight]);
    assert.deepEqual(Object.fromEntries(made), weights, "strategy");
  },
});

/**
 * What the newest task definition runs is what a variable says.
 * @param variable holds an image, or the tag of one
 */
export const image = (output: string, variable: string): Check => ({
  title: `tasks of ${output} run the image of ${variable}, on a read-only root file system`,
  async run(deployed) {
    const found = await service(deployed, output);
    const [container] = (await taskDefinition(deployed, found.taskDefinition)).containerDefinitions ?? [];
    const wanted = deployed.variables[variable];
    if (typeof wanted === "string") {
      const [, tag] = /:([^:/]+)$/.exec(container?.image ?? "") ?? [];
      assert.ok([container?.image, tag].includes(wanted), `image ${container?.image}`);
    }
    assert.equal(container?.readonlyRootFilesystem, true, "root file system");
  },
});

/** @param days how long each keeps, or the variable that says so with its default */
export const logGroups = (days: number | readonly [variable: string, fallback: number]): Check => ({
  title: "every log group has a rotating CMK and its retention",
  async run(deployed) {
    const { logGroups: groups = [] } = await deployed.aws.logs.send(new DescribeLogGroupsCommand({}));
    assert.ok(groups.length >= 3, `log groups: ${groups.length}`);
    const [variable, fallback] = typeof days === "number" ? ["", days] : days;
    const kept = Number(deployed.variables[variable] ?? fallback);
    for (const group of groups) {
      assert.equal(group.retentionInDays, kept, `retention of ${group.logGroupName}`);
      await customerKey(deployed, group.kmsKeyId, String(group.logGroupName));
    }
  },
});
