import { Certificate } from "../../src/constructs/edge/certificate";
import { LoadBalancer } from "../../src/constructs/edge/load-balancer";
import { Cluster } from "../../src/constructs/compute/cluster";
import { Repository } from "../../src/constructs/compute/repository";
import { Key } from "../../src/constructs/encryption/key";
import { Network, type NetworkProps } from "../../src/constructs/network/network";
import { LogBucket } from "../../src/constructs/storage/log-bucket";
import { type SystemStack } from "../../src/core/system-stack";

/** The usual surroundings of a construct under test, each as a user would make it. */
export const logKey = (stack: SystemStack) =>
  new Key(stack, "key", { purpose: "logs", description: "Encrypts logs" });

export function networkIn(
  stack: SystemStack,
  props: Partial<NetworkProps> = {},
  key = logKey(stack),
): Network {
  return new Network(stack, "network", {
    cidr: "10.20.0.0/16",
    azs: 3,
    tiers: ["public", "private"],
    natGateways: "one-per-az",
    admits: { private: { services: 8080 } },
    flowLogs: { key, retentionInDays: 365 },
    ...props,
  });
}

export const repositoryIn = (stack: SystemStack, key = logKey(stack)) =>
  new Repository(stack, "images", { purpose: "images", key });

/** A network with a load balancer and a cluster in it: what a service needs. */
export function platformIn(stack: SystemStack, props: Partial<NetworkProps> = {}) {
  const key = logKey(stack);
  const logs = { key, retentionInDays: 365 };
  const network = networkIn(stack, props, key);
  const domain = {
    domainName: optional(stack, "domain_name"),
    hostedZoneId: optional(stack, "hosted_zone_id"),
  };
  const certificateArn = optional(stack, "certificate_arn");
  const certificate = new Certificate(stack, "certificate", { certificateArn, ...domain });
  const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
  const front = new LoadBalancer(stack, "front", { network, certificate, accessLogs });
  const cluster = new Cluster(stack, "cluster", { logs, storageKey: key });
  const repository = repositoryIn(stack, key);
  return { key, logs, network, domain, certificate, accessLogs, front, cluster, repository };
}

/** A variable that may be null. */
function optional(stack: SystemStack, name: string): string {
  const validation = [{ condition: "true", errorMessage: "It is always right." }] as const;
  return stack.variable(name, { type: "string", description: name, default: null, validation }).stringValue;
}
