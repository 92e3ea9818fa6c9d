import assert from "node:assert/strict";
import {
  DescribeScalableTargetsCommand,
  DescribeScalingPoliciesCommand,
  DescribeScheduledActionsCommand,
} from "@aws-sdk/client-application-auto-scaling";
import { DescribeRepositoriesCommand, GetLifecyclePolicyCommand } from "@aws-sdk/client-ecr";
import { ListFunctionsCommand } from "@aws-sdk/client-lambda";
import { ListNamespacesCommand, ListServicesCommand } from "@aws-sdk/client-servicediscovery";
import { type Check, present, textOutput } from "../acceptance-spec";
import { customerKey, privateSubnets, service, sorted } from "./find";
import { roleOf } from "./policies";

/** ECS service -> Cloud Map service -> private namespace. @param outputs hold the services' names */
export function discoverable(outputs: readonly string[]): Check {
  return {
    title: "the services have names in one private namespace",
    async run(deployed) {
      const { discovery } = deployed.aws;
      const { Namespaces = [] } = await discovery.send(new ListNamespacesCommand({}));
      const [namespace, ...others] = Namespaces.filter((one) => one.Type === "DNS_PRIVATE");
      assert.deepEqual(others, [], "further private namespaces");
      const Values = [present(namespace?.Id, "the private namespace")];
      const { Services = [] } = await discovery.send(
        new ListServicesCommand({ Filters: [{ Name: "NAMESPACE_ID", Values }] }),
      );
      const registries: (string | undefined)[] = [];
      for (const output of outputs) {
        const { serviceRegistries = [] } = await service(deployed, output);
        registries.push(...serviceRegistries.map((one) => one.registryArn));
      }
      assert.equal(registries.length, outputs.length, "registries of the services");
      assert.deepEqual(sorted(Services.map((one) => one.Arn)), sorted(registries), "names in the namespace");
    },
  };
}

/** @param outputs hold the repositories' URLs */
export function imageRepositories(outputs: readonly string[]): Check {
  return {
    title: "image repositories have immutable tags, scan on push, rotating CMKs and a lifecycle",
    async run(deployed) {
      const { ecr } = deployed.aws;
      for (const output of outputs) {
        const [, repositoryName = ""] = textOutput(deployed, output).split(/\/(.*)/);
        const { repositories = [] } = await ecr.send(
          new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }),
        );
        const found = present(repositories[0], repositoryName);
        assert.equal(found.imageTagMutability, "IMMUTABLE", `tags of ${repositoryName}`);
        assert.equal(found.imageScanningConfiguration?.scanOnPush, true, `scans of ${repositoryName}`);
        assert.equal(found.encryptionConfiguration?.encryptionType, "KMS", `encryption of ${repositoryName}`);
        await customerKey(deployed, found.encryptionConfiguration.kmsKey, repositoryName);
        const { lifecyclePolicyText } = await ecr.send(new GetLifecyclePolicyCommand({ repositoryName }));
        assert.match(lifecyclePolicyText ?? "", /"expire"/, `lifecycle of ${repositoryName}`);
      }
    },
  };
}

export interface ScalingExpectation {
  /** The output with the service's name. */
  readonly service: string;
  readonly tasks: readonly [minimum: number, maximum: number];
  /** Utilizations that are held, by the predefined metric. */
  readonly targets: Readonly<Record<string, number>>;
  /** The floors by their schedules. */
  readonly floors: Readonly<Record<string, number>>;
}

export function scaling(expected: ScalingExpectation): Check {
  const [minimum, maximum] = expected.tasks;
  return {
    title: `${expected.service} scales from ${minimum} to ${maximum} by load and by the clock`,
    async run(deployed) {
      const { autoscaling } = deployed.aws;
      const name = textOutput(deployed, expected.service);
      const ResourceId = `service/${textOutput(deployed, "cluster_name")}/${name}`;
      const of = { ServiceNamespace: "ecs", ResourceId } as const;
      const { ScalableTargets = [] } = await autoscaling.send(
        new DescribeScalableTargetsCommand({ ServiceNamespace: "ecs", ResourceIds: [ResourceId] }),
      );
      assert.deepEqual(
        ScalableTargets.map((one) => [one.MinCapacity, one.MaxCapacity]),
        [expected.tasks],
        "tasks",
      );
      const { ScalingPolicies = [] } = await autoscaling.send(new DescribeScalingPoliciesCommand(of));
      const targets = ScalingPolicies.map(({ TargetTrackingScalingPolicyConfiguration: one }) => [
        one?.PredefinedMetricSpecification?.PredefinedMetricType,
        one?.TargetValue,
      ]);
      assert.deepEqual(Object.fromEntries(targets), expected.targets, "utilizations");
      const { ScheduledActions = [] } = await autoscaling.send(new DescribeScheduledActionsCommand(of));
      const floors = ScheduledActions.map((one) => [one.Schedule, one.ScalableTargetAction?.MinCapacity]);
      assert.deepEqual(Object.fromEntries(floors), expected.floors, "floors");
    },
  };
}

/** @param count how many functions there are in the VPC */
export function functionsInVpc(count: number): Check {
  return {
    title: "functions run in the private subnets, with a CMK, traced, in their own log groups",
    async run(deployed) {
      const { Functions = [] } = await deployed.aws.lambda.send(new ListFunctionsCommand({}));
      const here = Functions.filter((one) => one.VpcConfig?.VpcId === textOutput(deployed, "vpc_id"));
      assert.equal(here.length, count, "functions in the VPC");
      for (const one of here) {
        const name = String(one.FunctionName);
        assert.match(one.Runtime ?? "", /^nodejs2\d\.x$/, `runtime of ${name}`);
        await customerKey(deployed, one.KMSKeyArn, name);
        assert.equal(one.TracingConfig?.Mode, "Active", `traces of ${name}`);
        assert.equal(one.LoggingConfig?.LogGroup, `/aws/lambda/${name}`, `log group of ${name}`);
        assert.deepEqual(sorted(one.VpcConfig?.SubnetIds), privateSubnets(deployed), `subnets of ${name}`);
        const { trust } = await roleOf(deployed, one.Role);
        assert.deepEqual(
          trust.map(({ principal }) => principal),
          [{ Service: "lambda.amazonaws.com" }],
          `who takes the role of ${name}`,
        );
      }
    },
  };
}
