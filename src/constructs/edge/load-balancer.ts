import { Lb } from "@cdktf/provider-aws/lib/lb";
import { LbListener } from "@cdktf/provider-aws/lib/lb-listener";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Network } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import { type LogBucket } from "../storage/log-bucket";
import { type Certificate } from "./certificate";
import { Route, type RouteProps } from "./route";

/** TLS 1.2 with forward secrecy and TLS 1.3 (PCI DSS 4.0 4.2.1; FSBP ELB.17). */
const TLS_POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06";
/** HSTS for a year: a browser that was here once never asks in plain again. */
const STRICT_TRANSPORT = "max-age=31536000; includeSubDomains";

export interface LoadBalancerProps {
  readonly network: Network;
  readonly certificate: Certificate;
  readonly accessLogs: LogBucket;
}

/**
 * An internet-facing application load balancer: HTTPS with a TLS 1.2+ policy, HTTP only to be sent
 * there, an HTTP 404 for every path that no route takes.
 */
export class LoadBalancer extends Construct {
  readonly balancer: Lb;
  readonly securityGroup: SecurityGroup;
  readonly network: Network;
  readonly https: LbListener;
  private readonly priorities = new Map<number, string>();

  constructor(scope: Construct, id: string, props: LoadBalancerProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const { network, accessLogs } = props;
    this.network = network;
    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose: "alb" });
    this.securityGroup.allowFromInternet(443);
    stack.suppress(
      this.securityGroup.allowFromInternet(80),
      "CKV_AWS_260",
      "nothing is served on port 80: its listener only redirects to HTTPS",
    );
    const prefix = accessLogs.allowLoadBalancerLogs();
    this.balancer = new Lb(this, "this", {
      name: stack.nameFor(this, "alb"),
      loadBalancerType: "application",
      internal: false,
      subnets: network.subnetIds("public"),
      securityGroups: [this.securityGroup.id],
      dropInvalidHeaderFields: true,
      desyncMitigationMode: "strictest",
      enableDeletionProtection: !stack.destroyable,
      accessLogs: { enabled: true, bucket: accessLogs.name, prefix },
      // ELB writes a test object when logging is turned on: the bucket's policy must stand by then.
      dependsOn: [...network.internetAccess, ...accessLogs.ready],
    });
    if (stack.destroyable) stack.suppress(this.balancer, "CKV_AWS_150", SystemStack.DESTROYABLE);
    this.https = new LbListener(this, "https", {
      loadBalancerArn: this.balancer.arn,
      port: 443,
      protocol: "HTTPS",
      sslPolicy: TLS_POLICY,
      certificateArn: props.certificate.arn,
      routingHttpResponseStrictTransportSecurityHeaderValue: STRICT_TRANSPORT,
      routingHttpResponseServerEnabled: false,
      defaultAction: [
        {
          type: "fixed-response",
          fixedResponse: { contentType: "text/plain", messageBody: "Not found", statusCode: "404" },
        },
      ],
    });
    new LbListener(this, "http", {
      loadBalancerArn: this.balancer.arn,
      port: 80,
      protocol: "HTTP",
      defaultAction: [
        { type: "redirect", redirect: { port: "443", protocol: "HTTPS", statusCode: "HTTP_301" } },
      ],
    });
  }

  /**
   * A route to a service: requests for its paths.
   * @throws ConfigurationError if another route has its priority
   */
  route(name: string, props: RouteProps): Route {
    const holder = this.priorities.get(props.priority);
    if (holder !== undefined) {
      throw ConfigurationError.at(this, `priority ${props.priority} of route ${name} is taken by ${holder}`);
    }
    this.priorities.set(props.priority, name);
    return new Route(this, name, this, props);
  }
}
