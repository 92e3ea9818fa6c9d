import { type AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { Wafv2IpSet } from "@cdktf/provider-aws/lib/wafv2-ip-set";
import { Wafv2WebAcl } from "@cdktf/provider-aws/lib/wafv2-web-acl";
import { Wafv2WebAclAssociation } from "@cdktf/provider-aws/lib/wafv2-web-acl-association";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type LogProps } from "../observability/log-group";
import { type LoadBalancer } from "./load-balancer";
import { WebAclLog } from "./waf/log";
import { type Capacity, rulesProblems, type WebAclRules } from "./waf/rules";
import { toBinding } from "./waf/statement";

export interface WebAclProps {
  /** Names the ACL and its metric (`web-acl-{purpose}-{suffix}`), its log group and its IP sets. */
  readonly purpose: string;
  /** What it protects: load balancers of the stack's region, or CloudFront distributions. */
  readonly scope: "REGIONAL" | "CLOUDFRONT";
  /** What is not caught by a rule is allowed. */
  readonly rules: WebAclRules;
  /** Of the log of requests. Outside of us-east-1 the log of a CLOUDFRONT ACL has a key of its own. */
  readonly logs: LogProps;
  /** WCUs that its rules may take. @default 1500, which is in an ACL's price */
  readonly capacity?: Capacity;
}

/** The construct id of an association, below the load balancer that has it: there is one at most. */
const ASSOCIATION = "this.web-acl";

/**
 * A WAFv2 web ACL with its log. One for CloudFront is made in us-east-1, wherever the stack is, since
 * CloudFront takes it from there only.
 */
export class WebAcl extends Construct {
  readonly acl: Wafv2WebAcl;
  readonly scope: WebAclProps["scope"];
  /** The dimension `WebACL` of its metrics in `AWS/WAFV2`; `Rule` is a rule's name, or `ALL`. */
  readonly metricName: string;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const problems = rulesProblems(props.rules, props.capacity ?? 1500);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    this.scope = props.scope;
    this.metricName = stack.nameFor(this, "web-acl", props.purpose);
    const provider = props.scope === "CLOUDFRONT" ? stack.usEast1 : undefined;
    this.acl = new Wafv2WebAcl(this, "this", {
      name: this.metricName,
      description: `What may reach ${props.purpose}`,
      scope: props.scope,
      defaultAction: { allow: {} },
      rule: this.bind(props, provider),
      visibilityConfig: {
        metricName: this.metricName,
        cloudwatchMetricsEnabled: true,
        sampledRequestsEnabled: true,
      },
      ...(provider !== undefined && { provider }),
    });
    new WebAclLog(this, "log", {
      webAcl: this.acl,
      aclName: this.metricName,
      purpose: props.purpose,
      logs: props.logs,
      provider,
    });
  }

  /** What CloudFront calls the ACL by, and policies. */
  get arn(): string {
    return this.acl.arn;
  }

  /**
   * Stands before a load balancer.
   * @throws ConfigurationError for an ACL of CloudFront, and for a load balancer that has one: AWS
   * would replace it without a word
   */
  protect(loadBalancer: LoadBalancer): void {
    if (this.scope !== "REGIONAL") {
      throw ConfigurationError.at(
        this,
        `its scope is ${this.scope}: a load balancer takes an ACL of scope REGIONAL`,
      );
    }
    if (loadBalancer.node.tryFindChild(ASSOCIATION) !== undefined) {
      throw ConfigurationError.at(
        this,
        `${loadBalancer.node.path} has a web ACL already, and takes one only`,
      );
    }
    new Wafv2WebAclAssociation(loadBalancer, ASSOCIATION, {
      resourceArn: loadBalancer.balancer.arn,
      webAclArn: this.acl.arn,
    });
  }

  private bind({ rules, purpose, scope }: WebAclProps, provider: AwsProvider | undefined) {
    const stack = SystemStack.of(this);
    return Object.entries(rules)
      .sort(([, one], [, other]) => one.priority - other.priority)
      .map(([name, rule]) => {
        if (!("addresses" in rule)) return toBinding(rule, name);
        const { addresses, version = "IPV4" } = rule;
        const set = new Wafv2IpSet(this, name, {
          name: stack.nameFor(this, "ip-set", `${purpose}-${name}`),
          scope,
          ipAddressVersion: version,
          addresses,
          ...(provider !== undefined && { provider }),
        });
        return toBinding(rule, name, set.arn);
      });
  }
}
