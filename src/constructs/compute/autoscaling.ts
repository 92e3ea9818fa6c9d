import { AppautoscalingPolicy } from "@cdktf/provider-aws/lib/appautoscaling-policy";
import { AppautoscalingScheduledAction } from "@cdktf/provider-aws/lib/appautoscaling-scheduled-action";
import { AppautoscalingTarget } from "@cdktf/provider-aws/lib/appautoscaling-target";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { policyConfiguration, policyProblems, type ScalingPolicy } from "./autoscaling-policy";
import { scheduleProblems, type ScheduledFloors } from "./autoscaling-schedule";

/** How the number of a service's tasks follows its load and the hour. */
export interface Scaling {
  /** The smallest number of tasks: one in each availability zone at least. */
  readonly minimum: number;
  /** The largest number, up to 5,000. */
  readonly maximum: number;
  /** By name, e.g. `cpu`. With several, the one that asks for the most tasks wins. */
  readonly policies: Readonly<Record<string, ScalingPolicy>>;
  /** @default the floor is `minimum` at every hour */
  readonly schedule?: ScheduledFloors;
  /** Why `minimum` may leave a zone without a task: without a reason it is refused. */
  readonly fewerThanZonesReason?: string;
}

export interface AutoscalingProps extends Scaling {
  /** Names policies and actions: `scaling-policy-{purpose}-{policy}-{suffix}`. */
  readonly purpose: string;
  /** The ECS service, by the names of itself and of its cluster. */
  readonly service: { readonly name: string; readonly cluster: { readonly name: string } };
  /** How many availability zones the service is in. */
  readonly zones: number;
}

/** Tasks of one service (ECS, "Service quotas"). */
const MOST_TASKS = 5000;

/**
 * Autoscaling of an ECS service. Whoever makes the service must let Terraform ignore its desired
 * count, which is autoscaling's from then on.
 */
export class Autoscaling extends Construct {
  readonly target: AppautoscalingTarget;
  private last?: ITerraformDependable;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AutoscalingProps,
  ) {
    super(scope, id);
    const problems = scalingProblems(props, props.zones);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const { service, policies, schedule } = props;
    this.target = new AppautoscalingTarget(this, "this", {
      serviceNamespace: "ecs",
      scalableDimension: "ecs:service:DesiredCount",
      resourceId: `service/${service.cluster.name}/${service.name}`,
      minCapacity: props.minimum,
      maxCapacity: props.maximum,
      // Each floor of the schedule writes it: a plan by day would lower it to the night's.
      ...(schedule !== undefined && { lifecycle: { ignoreChanges: ["min_capacity"] } }),
    });
    for (const [name, policy] of Object.entries(policies)) this.addPolicy(name, policy);
    if (schedule !== undefined) this.addFloors(schedule);
  }

  private addPolicy(name: string, policy: ScalingPolicy): void {
    this.inTurn(
      new AppautoscalingPolicy(this, name, {
        ...this.common("scaling-policy", name),
        ...policyConfiguration(policy),
      }),
    );
  }

  private addFloors({ timezone, floors }: ScheduledFloors): void {
    for (const [name, { at, minimum }] of Object.entries(floors)) {
      this.inTurn(
        new AppautoscalingScheduledAction(this, name, {
          ...this.common("scheduled-action", name),
          schedule: at,
          timezone,
          scalableTargetAction: { minCapacity: String(minimum) },
        }),
      );
    }
  }

  private common(type: "scaling-policy" | "scheduled-action", name: string) {
    const { serviceNamespace, scalableDimension, resourceId } = this.target;
    return {
      name: SystemStack.of(this).nameFor(this, type, `${this.props.purpose}-${name}`),
      serviceNamespace,
      scalableDimension,
      resourceId,
      ...(this.last !== undefined && { dependsOn: [this.last] }),
    };
  }

  /** AWS refuses a change of a target while another is under way (ConcurrentUpdateException). */
  private inTurn(made: ITerraformDependable): void {
    this.last = made;
  }
}

/** All problems of the scaling of a service in this number of availability zones. */
export function scalingProblems(scaling: Scaling, zones: number): string[] {
  const { minimum, maximum, policies, schedule } = scaling;
  const problems: string[] = [];
  for (const [name, count] of Object.entries({ minimum, maximum }))
    if (!Number.isInteger(count) || count < 1 || count > MOST_TASKS)
      problems.push(`${name} is ${count}: a whole number, 1 to ${MOST_TASKS}, is allowed`);
  if (minimum > maximum) problems.push(`minimum ${minimum} is above maximum ${maximum}`);
  if (minimum < zones && scaling.fewerThanZonesReason === undefined)
    problems.push(
      `minimum ${minimum} leaves one of ${zones} availability zones without a task: at least ${zones} is allowed, or a fewerThanZonesReason that says why`,
    );
  if (Object.keys(policies).length === 0 && schedule === undefined)
    problems.push("there is neither a policy nor a schedule: nothing would ever scale");
  for (const [name, policy] of Object.entries(policies))
    problems.push(...policyProblems(policy).map((problem) => `policies.${name}.${problem}`));
  if (schedule !== undefined)
    problems.push(...scheduleProblems(schedule, scaling).map((problem) => `schedule.${problem}`));
  return problems;
}
