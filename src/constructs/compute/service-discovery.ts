import { ServiceDiscoveryPrivateDnsNamespace } from "@cdktf/provider-aws/lib/service-discovery-private-dns-namespace";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Network } from "../network/network";
import { DiscoveryService } from "./discovery-service";

export interface ServiceDiscoveryProps {
  /** Where the names are known. */
  readonly network: Network;
}

/**
 * Names by which services of one VPC find each other: `{service}.namespace-{suffix}`, in a private
 * DNS namespace of Cloud Map that ECS keeps up to date.
 */
export class ServiceDiscovery extends Construct {
  readonly namespace: ServiceDiscoveryPrivateDnsNamespace;
  private readonly domain: string;
  private readonly registered = new Set<string>();
  private readonly asked = new Set<string>();

  constructor(scope: Construct, id: string, { network }: ServiceDiscoveryProps) {
    super(scope, id);
    this.domain = SystemStack.of(this).nameFor(this, "namespace");
    this.namespace = new ServiceDiscoveryPrivateDnsNamespace(this, "this", {
      name: this.domain,
      description: "Names of services for each other",
      vpc: network.vpc.id,
    });
    this.node.addValidation({ validate: () => this.strangers() });
  }

  /** Gives a service a name in the namespace, for the registry of its ECS service. */
  register(name: string): DiscoveryService {
    this.registered.add(name);
    return new DiscoveryService(this, name, { name, namespace: this.namespace });
  }

  /** The host name of a service, also of one that is registered later: two services may name each other. */
  hostOf(name: string): string {
    this.asked.add(name);
    return `${name}.${this.domain}`;
  }

  private strangers(): string[] {
    const known = [...this.registered].sort().join(", ") || "none";
    return [...this.asked]
      .filter((name) => !this.registered.has(name))
      .map((name) => `no service "${name}" is registered, whose host name is asked for: there are ${known}`);
  }
}
