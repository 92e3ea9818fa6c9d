import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type LoadBalancer } from "./load-balancer";

export interface RouteProps {
  /** Path patterns, e.g. `/loans*`; a listener rule takes 5 values at most (ELB quotas). */
  readonly paths: readonly [string, ...string[]];
  /** 1 to 50,000, the smallest first; no two routes share one. */
  readonly priority: number;
  /** Where the targets say that they are well. */
  readonly healthCheckPath: string;
  /**
   * Seconds that a client stays with the task that answered it first, by a cookie of the load
   * balancer's: 1 to 604,800. @default none: any task answers any request
   */
  readonly stickySeconds?: number;
}

/** Health check times in seconds: a target is out after 45 s without an answer. */
const HEALTH = { interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 3 };
const MAX_STICKY = 604_800;
const MAX_PATHS = 5;
const MAX_PRIORITY = 50_000;
const DEREGISTRATION_DELAY_SECONDS = "30";
/**
 * A target group's own port only counts for targets that are registered without one; ECS names the
 * container's port. A constant here, since another port would replace the group.
 */
const DEFAULT_PORT = 80;

/** A target group, and the listener rule that sends paths to it. */
export class Route extends Construct {
  readonly targetGroup: LbTargetGroup;
  readonly rule: LbListenerRule;

  constructor(
    scope: Construct,
    id: string,
    readonly loadBalancer: LoadBalancer,
    props: RouteProps,
  ) {
    super(scope, id);
    const problems = routeProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    this.targetGroup = new LbTargetGroup(this, "this", {
      name: SystemStack.of(this).nameFor(this, "tg", id),
      vpcId: loadBalancer.network.vpc.id,
      targetType: "ip",
      protocol: "HTTP",
      port: DEFAULT_PORT,
      deregistrationDelay: DEREGISTRATION_DELAY_SECONDS,
      ...(props.stickySeconds !== undefined && {
        stickiness: { enabled: true, type: "lb_cookie", cookieDuration: props.stickySeconds },
      }),
      healthCheck: { ...HEALTH, path: props.healthCheckPath, matcher: "200", protocol: "HTTP" },
    });
    SystemStack.of(this).suppress(
      this.targetGroup,
      "CKV_AWS_378",
      "clients speak HTTPS with the load balancer, where TLS ends; from there to the tasks traffic stays in private subnets, between security groups that name each other (PCI DSS 4.0 4.2.1 asks for TLS on public networks)",
    );
    this.rule = new LbListenerRule(this, "this.rule", {
      listenerArn: loadBalancer.https.arn,
      priority: props.priority,
      condition: [{ pathPattern: { values: [...props.paths] } }],
      action: [{ type: "forward", targetGroupArn: this.targetGroup.arn }],
    });
  }
}

/** ELB quotas: five condition values in a rule; API reference, CreateRule: priorities from 1 to 50,000. */
function routeProblems({ paths, priority, stickySeconds = 1 }: RouteProps): string[] {
  const problems: string[] = [];
  if (!Number.isInteger(stickySeconds) || stickySeconds < 1 || stickySeconds > MAX_STICKY) {
    problems.push(`stickySeconds ${stickySeconds} is not allowed: whole seconds from 1 to ${MAX_STICKY}`);
  }
  if (paths.length > MAX_PATHS) {
    problems.push(`${paths.length} paths are not allowed: a rule takes ${MAX_PATHS} at most`);
  }
  if (!Number.isInteger(priority) || priority < 1 || priority > MAX_PRIORITY) {
    problems.push(`priority ${priority} is not allowed: a whole number from 1 to ${MAX_PRIORITY}`);
  }
  return problems;
}
