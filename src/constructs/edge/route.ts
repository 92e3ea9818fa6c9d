import { LbListenerRule } from "@cdktf/provider-aws/lib/lb-listener-rule";
import { LbTargetGroup } from "@cdktf/provider-aws/lib/lb-target-group";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type LoadBalancer } from "./load-balancer";

export interface RouteProps {
  /** Path patterns, e.g. `/loans*`; a listener rule takes 5 values at most (ELB quotas). */
  readonly paths: readonly [string, ...string[]];
  /** 1 to 50,000, the smallest first; no two routes share one. */
  readonly priority: number;
  /** Where the targets say that they are well. */
  readonly healthCheckPath: string;
}

/** Health check times in seconds: a target is out after 45 s without an answer. */
const HEALTH = { interval: 15, timeout: 5, healthyThreshold: 2, unhealthyThreshold: 3 };
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
    this.targetGroup = new LbTargetGroup(this, "this", {
      name: SystemStack.of(this).nameFor(this, "tg", id),
      vpcId: loadBalancer.network.vpc.id,
      targetType: "ip",
      protocol: "HTTP",
      port: DEFAULT_PORT,
      deregistrationDelay: DEREGISTRATION_DELAY_SECONDS,
      healthCheck: { ...HEALTH, path: props.healthCheckPath, matcher: "200", protocol: "HTTP" },
    });
    this.rule = new LbListenerRule(this, "this.rule", {
      listenerArn: loadBalancer.https.arn,
      priority: props.priority,
      condition: [{ pathPattern: { values: [...props.paths] } }],
      action: [{ type: "forward", targetGroupArn: this.targetGroup.arn }],
    });
  }
}
