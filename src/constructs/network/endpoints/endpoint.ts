import { VpcEndpoint, type VpcEndpointConfig } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import { SystemStack } from "../../../core/system-stack";
import { PolicyDocument, type Statement } from "../../identity/policy-document";
import { type Role } from "../../identity/role";
import { actionsOf, type EndpointService, takesPolicy } from "./catalogue";

const EVERYBODY = {
  principals: [{ type: "*", identifiers: ["*"] }],
} satisfies Pick<Statement, "principals">;

const NOBODY: Statement = {
  sid: "NobodyYet",
  effect: "Deny",
  actions: ["*"],
  resources: ["*"],
  ...EVERYBODY,
};

export interface EndpointProps {
  readonly service: EndpointService;
  /** Where it is and how it is reached. */
  readonly way: Omit<VpcEndpointConfig, "serviceName" | "policy" | "tags">;
}

/**
 * A VPC endpoint with its policy: what the roles that use it may do anyway, for these roles alone. It
 * follows their grants, so that it admits all that the system uses and no more. Until somebody uses
 * the endpoint it refuses everybody. A few services take no policy.
 */
export class Endpoint extends Construct {
  readonly endpoint: VpcEndpoint;
  private readonly service: EndpointService;
  private readonly policy: PolicyDocument | undefined;
  private admitted = false;

  constructor(scope: Construct, id: string, { service, way }: EndpointProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    this.service = service;
    this.policy = takesPolicy(service) ? new PolicyDocument(this, "policy", [NOBODY]) : undefined;
    this.endpoint = new VpcEndpoint(this, "this", {
      serviceName: `com.amazonaws.${stack.region}.${service}`,
      ...(this.policy !== undefined && { policy: this.policy.json }),
      tags: { Name: stack.nameFor(this, "endpoint", id) },
      ...way,
    });
  }

  /** Admits a statement of a role's policy, as far as it is this service's. Says whether it is. */
  admitRole(role: Role, statement: Statement): boolean {
    const actions = actionsOf(this.service, statement.actions);
    if (actions.length === 0 || statement.effect === "Deny") return false;
    const { sid, conditions = [], wildcardReason } = statement;
    this.admit({
      ...statement,
      sid: `${pascal(role.purpose)}${sid}`,
      actions,
      ...EVERYBODY,
      // A gateway endpoint knows no role as principal (VPC user guide, "Endpoint policies"); all know this.
      conditions: [
        { test: "ArnEquals", variable: "aws:PrincipalArn", values: [role.knownArn] },
        ...conditions,
      ],
      wildcardReason: wildcardReason ?? "the principal is the one role of the condition",
    });
    return true;
  }

  /**
   * Admits what ECR asks S3 for: a task gets the layers of its image by addresses that ECR signed
   * (ECR user guide, "Minimum Amazon S3 bucket permissions for Amazon ECR").
   */
  admitImageLayers(): void {
    const { partition, region } = SystemStack.of(this);
    this.admit({
      sid: "ImageLayers",
      actions: ["s3:GetObject"],
      resources: [`arn:${partition}:s3:::prod-${region}-starport-layer-bucket/*`],
      ...EVERYBODY,
      wildcardReason:
        "ECR signs the addresses, with principals of its own; the bucket is AWS's, and is only read",
    });
  }

  private admit(statement: Statement): void {
    if (!this.admitted) this.policy?.remove(NOBODY.sid);
    this.admitted = true;
    this.policy?.put(statement);
  }
}

function pascal(name: string): string {
  return name.replaceAll(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}
