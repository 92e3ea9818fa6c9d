import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Role } from "../identity/role";
import { type Network } from "../network/network";
import { SecurityGroup } from "../network/security-group";

export interface BastionProps {
  /** With endpoints of `ssm` and `ssmmessages`, or a way out. */
  readonly network: Pick<Network, "vpc" | "subnetIds" | "openAwsApis">;
  /** Encrypts its disk. */
  readonly key: Key;
}

/** The newest Amazon Linux 2023, which has the agent of Systems Manager in it. */
const IMAGE = "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64";
const INSTANCE_TYPE = "t4g.nano";

/**
 * A host from which people reach what is private, by Session Manager alone: no key, no public address,
 * no open port. Who may start a session is IAM's to say, and CloudTrail's to tell.
 */
export class Bastion extends Construct {
  readonly instance: Instance;
  /** Allow it on the targets of the sessions, e.g. `database.allowFrom`. */
  readonly securityGroup: SecurityGroup;

  constructor(scope: Construct, id: string, { network, key }: BastionProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose: id });
    const role = this.makeRole(id);
    network.openAwsApis(this.securityGroup, [role]);
    const profile = new IamInstanceProfile(this, "this.profile", {
      name: stack.nameFor(this, "instance-profile", id),
      role: role.role.name,
    });
    const image = new DataAwsSsmParameter(this, "image", { name: IMAGE });
    // A network has subnets in two availability zones at the least.
    const [subnetId] = network.subnetIds("private") as [string];
    this.instance = new Instance(this, "this", {
      ami: image.insecureValue,
      instanceType: INSTANCE_TYPE,
      subnetId,
      vpcSecurityGroupIds: [this.securityGroup.id],
      associatePublicIpAddress: false,
      iamInstanceProfile: profile.name,
      ebsOptimized: true,
      monitoring: true,
      disableApiTermination: !stack.destroyable,
      // IMDSv1 gives the role's credentials to any request from the host (Security Hub EC2.8).
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: { encrypted: true, kmsKeyId: key.arn, volumeType: "gp3", volumeSize: 8 },
      tags: { Name: stack.nameFor(this, "instance", id) },
      volumeTags: { Name: stack.nameFor(this, "instance", id) },
      // A newer image must not replace the host in the middle of somebody's session.
      lifecycle: { ignoreChanges: ["ami"] },
      dependsOn: role.ready,
    });
  }

  /** What the agent needs for sessions, and no more (Systems Manager user guide, "ssmmessages"). */
  private makeRole(purpose: string): Role {
    const role = new Role(this, "role", {
      purpose,
      description: `Lets Session Manager reach the host ${purpose}`,
      assumedBy: "ec2.amazonaws.com",
      // AWS documents no condition that EC2 meets here; one that it did not would leave the host without credentials.
      accountBy: "none",
    });
    const { partition, region, accountId } = SystemStack.of(this);
    const instances = [`arn:${partition}:ec2:${region}:${accountId}:instance/*`];
    role.grant({ sid: "TellOfHost", actions: ["ssm:UpdateInstanceInformation"], resources: instances });
    role.grant({
      sid: "SessionManager",
      actions: [
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
      ],
      resources: ["*"],
      wildcardReason:
        "these know no resource (Service Authorization Reference, Session Manager Message Gateway)",
      // Whoever signs with an instance profile has it (IAM user guide, "Global condition context keys").
      conditions: [{ test: "ArnLike", variable: "ec2:SourceInstanceARN", values: instances }],
    });
    return role;
  }
}
