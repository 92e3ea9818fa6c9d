import { type ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { ServiceDiscoveryService } from "@cdktf/provider-aws/lib/service-discovery-service";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";

export interface DiscoveryServiceProps {
  /** The first label of its host name. */
  readonly name: string;
  readonly namespace: ServiceDiscoveryPrivateDnsNamespace;
}

/** Seconds that a resolver may keep an address: how long a task that is gone is still called. */
const TTL = 10;

/** The name of one ECS service: an A record for each task that is well. */
export class DiscoveryService extends Construct {
  readonly service: ServiceDiscoveryService;

  constructor(scope: Construct, id: string, { name, namespace }: DiscoveryServiceProps) {
    super(scope, id);
    this.service = new ServiceDiscoveryService(this, "this", {
      name,
      description: `Tasks of ${name}`,
      dnsConfig: {
        namespaceId: namespace.id,
        routingPolicy: "MULTIVALUE",
        dnsRecords: [{ type: "A", ttl: TTL }],
      },
      // ECS reports the health of its tasks. 1 is the only value that AWS has; without it the provider
      // 5.100 drops the block and replaces the service in every plan.
      healthCheckCustomConfig: { failureThreshold: 1 },
      // An instance that ECS could not take out must not hold a destroy.
      forceDestroy: SystemStack.of(this).destroyable,
    });
  }

  /** For the registry of an ECS service. */
  get arn(): string {
    return this.service.arn;
  }
}
