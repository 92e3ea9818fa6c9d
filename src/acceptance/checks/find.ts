import assert from "node:assert/strict";
import { DescribeServicesCommand, DescribeTaskDefinitionCommand } from "@aws-sdk/client-ecs";
import { DescribeLoadBalancersCommand, type LoadBalancer } from "@aws-sdk/client-elastic-load-balancing-v2";
import { DescribeKeyCommand, GetKeyRotationStatusCommand } from "@aws-sdk/client-kms";
import { type Deployed, present, textOutput } from "../acceptance-spec";

/** What several checks begin with: things found by what the outputs say of them. */

export async function loadBalancer(deployed: Deployed): Promise<LoadBalancer> {
  const { LoadBalancers = [] } = await deployed.aws.elbv2.send(new DescribeLoadBalancersCommand({}));
  const name = textOutput(deployed, "alb_dns_name");
  return present(
    LoadBalancers.find((one) => one.DNSName === name),
    `the load balancer ${name}`,
  );
}

/** @param output holds the service's name */
export async function service(deployed: Deployed, output: string) {
  const { services = [] } = await deployed.aws.ecs.send(
    new DescribeServicesCommand({
      cluster: textOutput(deployed, "cluster_name"),
      services: [textOutput(deployed, output)],
    }),
  );
  return present(services[0], `the service of ${output}`);
}

export async function taskDefinition(deployed: Deployed, arn: string | undefined) {
  const found = await deployed.aws.ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
  return present(found.taskDefinition, `the task definition ${arn}`);
}

/** A key must be the customer's own and rotate. */
export async function customerKey({ aws }: Deployed, id: string | undefined, what: string): Promise<void> {
  const KeyId = present(id, `the key of ${what}`);
  const { KeyMetadata } = await aws.kms.send(new DescribeKeyCommand({ KeyId }));
  assert.equal(KeyMetadata?.KeyManager, "CUSTOMER", `manager of the key of ${what}`);
  const { KeyRotationEnabled } = await aws.kms.send(new GetKeyRotationStatusCommand({ KeyId }));
  assert.equal(KeyRotationEnabled, true, `rotation of the key of ${what}`);
}

export function sorted(texts: readonly (string | undefined)[] | undefined): string[] {
  return (texts ?? []).map(String).sort();
}

export function privateSubnets({ outputs }: Deployed): string[] {
  return sorted(outputs.private_subnet_ids as string[]);
}
