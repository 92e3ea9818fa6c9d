import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Cluster } from "../compute/cluster";
import { type TaskDefinition } from "../compute/task-definition";
import { Role } from "../identity/role";

export interface RunTaskRoleProps {
  /** Names the role and its policy. */
  readonly purpose: string;
  /** The rule that may use the role, by the ARN made from its name. */
  readonly ruleArn: string;
  readonly cluster: Cluster;
  readonly task: TaskDefinition;
}

/** The role by which EventBridge starts one task definition on one cluster, for one rule. */
export class RunTaskRole extends Role {
  constructor(scope: Construct, id: string, { purpose, ruleArn, cluster, task }: RunTaskRoleProps) {
    super(scope, id, {
      purpose,
      description: `Lets EventBridge run ${purpose}`,
      assumedBy: "events.amazonaws.com",
      conditions: [{ test: "ArnEquals", variable: "aws:SourceArn", values: [ruleArn] }],
    });
    const { partition, region, accountId } = SystemStack.of(this);
    const ecs = `arn:${partition}:ecs:${region}:${accountId}`;
    const clusterName = String(cluster.cluster.nameInput);
    const family = String(task.definition.familyInput);
    this.grant({
      sid: "RunTask",
      actions: ["ecs:RunTask"],
      // Every revision: a new one must not wait for this policy.
      resources: [`${ecs}:task-definition/${family}:*`],
      conditions: [{ test: "ArnEquals", variable: "ecs:cluster", values: [`${ecs}:cluster/${clusterName}`] }],
    });
    this.grant({
      sid: "PassRolesOfTask",
      actions: ["iam:PassRole"],
      resources: [task.executionRole, task.taskRole].map(
        ({ role }) => `arn:${partition}:iam::${accountId}:role/${String(role.nameInput)}`,
      ),
      conditions: [
        { test: "StringEquals", variable: "iam:PassedToService", values: ["ecs-tasks.amazonaws.com"] },
      ],
    });
    // Tags are given while a task starts, and are authorized apart (ECS, "Tagging authorization").
    this.grant({
      sid: "TagTask",
      actions: ["ecs:TagResource"],
      resources: [`${ecs}:task/${clusterName}/*`],
      conditions: [{ test: "StringEquals", variable: "ecs:CreateAction", values: ["RunTask"] }],
    });
  }
}
