import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { type Statement } from "../identity/policy-document";
import { type Role } from "../identity/role";

/** How long what is logged stays at hand, and the key that encrypts it. */
export interface LogProps {
  readonly key: Key;
  /** Days; CloudWatch Logs knows 1, 3, 5, 7, ..., 365, 400, ... 3653 only. */
  readonly retentionInDays: number;
  /**
   * Where it is kept longer: every group that is made with these props is archived, but for that of a
   * CDN's web ACL, which is in another region. @default nowhere
   */
  readonly archive?: Archive;
}

/** What takes the events of log groups: a `LogArchive`. */
export interface Archive {
  add(log: LogGroup): void;
}

export interface LogGroupProps extends LogProps {
  /** The whole name, e.g. `/ecs/log-loan-api-dev`. */
  readonly name: string;
}

/**
 * A log group under a CMK. It is made before its writer: a group that a service made by itself has
 * neither key nor retention, and would outlive the destroy.
 */
export class LogGroup extends Construct {
  readonly group: CloudwatchLogGroup;
  /**
   * The ARN of its streams, for policies: made from names, so that a plan shows what a policy will say
   * also while the group itself is changed.
   */
  readonly streams: string;

  constructor(scope: Construct, id: string, props: LogGroupProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    this.streams = `arn:${stack.partition}:logs:${stack.region}:${stack.accountId}:log-group:${props.name}:*`;
    props.key.allowLogGroup(props.name);
    this.group = new CloudwatchLogGroup(this, "this", {
      name: props.name,
      kmsKeyId: props.key.arn,
      retentionInDays: props.retentionInDays,
    });
    props.archive?.add(this);
  }

  get arn(): string {
    return this.group.arn;
  }

  get name(): string {
    return this.group.name;
  }

  /**
   * Lets a role write into the group, and not make groups.
   * @param usedBy who writes, for the VPC's endpoints: `aws` for a function, whose log Lambda writes
   */
  grantWrite(role: Role, { usedBy }: Pick<Statement, "usedBy"> = {}): void {
    role.grant({
      ...(usedBy !== undefined && { usedBy }),
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [this.streams],
    });
  }
}
