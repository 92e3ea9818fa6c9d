import { Autoscaling, type Scaling } from "../../../src/constructs/compute/autoscaling";
import { problemsOf, stackOf } from "../../support/synth";

const SCHEDULE = {
  timezone: "America/New_York",
  floors: {
    "business-hours": { at: "cron(0 7 ? * MON-FRI *)", minimum: 6 },
    night: { at: "cron(0 20 ? * MON-FRI *)", minimum: 3 },
  },
};
const UNSCHEDULED: Scaling = {
  minimum: 3,
  maximum: 12,
  policies: {
    cpu: { kind: "target-tracking", metric: "cpu", percent: 60 },
    memory: { kind: "target-tracking", metric: "memory", percent: 70, cooldown: { out: 30, in: 600 } },
  },
};
const SCALING: Scaling = { ...UNSCHEDULED, schedule: SCHEDULE };
const stackWith = (scaling: Scaling) =>
  stackOf((stack) => {
    const service = { name: "service-x", cluster: { name: "cluster-x" } };
    new Autoscaling(stack, "scaling", { ...scaling, purpose: "loan-api", service, zones: 3 });
  });
const scalingOf = (given: Partial<Scaling> = {}) => stackWith({ ...SCALING, ...given });
const made = scalingOf();
const messages = (given: Partial<Scaling>) =>
  problemsOf(() => scalingOf(given)).map(({ where, message }) => {
    expect(where).toBe("test/scaling");
    return message;
  });

test("the service's count is what scales, between its bounds", () => {
  expect(made.only("aws_appautoscaling_target")).toMatchObject({
    service_namespace: "ecs",
    scalable_dimension: "ecs:service:DesiredCount",
    resource_id: "service/cluster-x/service-x",
    min_capacity: 3,
    max_capacity: 12,
  });
});

test.each([
  ["scaling_cpu", "cpu", "ECSServiceAverageCPUUtilization", 60, 60, 300],
  ["scaling_memory", "memory", "ECSServiceAverageMemoryUtilization", 70, 30, 600],
])("%s holds its metric near a percentage", (address, name, metric, percent, out, into) => {
  expect(made.resource("aws_appautoscaling_policy", address)).toMatchObject({
    name: `scaling-policy-loan-api-${name}-\${var.environment_suffix}`,
    policy_type: "TargetTrackingScaling",
    resource_id: "${aws_appautoscaling_target.scaling.resource_id}",
    target_tracking_scaling_policy_configuration: {
      predefined_metric_specification: { predefined_metric_type: metric },
      target_value: percent,
      scale_out_cooldown: out,
      scale_in_cooldown: into,
    },
  });
});

test.each([
  ["business-hours", "cron(0 7 ? * MON-FRI *)", "6"],
  ["night", "cron(0 20 ? * MON-FRI *)", "3"],
])("the floor %s moves the minimum and leaves the maximum alone", (name, schedule, minimum) => {
  const address = `scaling_${name.replaceAll("-", "_")}`;
  expect(made.resource("aws_appautoscaling_scheduled_action", address)).toMatchObject({
    name: `scheduled-action-loan-api-${name}-\${var.environment_suffix}`,
    schedule,
    timezone: "America/New_York",
    scalable_target_action: { min_capacity: minimum },
  });
});

test("Terraform leaves alone the minimum that the floors write, and only then", () => {
  expect(made.only("aws_appautoscaling_target").lifecycle).toEqual({ ignore_changes: ["min_capacity"] });
  const plain = stackWith(UNSCHEDULED);
  expect(plain.only("aws_appautoscaling_target")).not.toHaveProperty("lifecycle");
});

test("AWS is asked for one change of the service at a time", () => {
  const after = (type: string, address: string) => made.resource(type, address).depends_on;
  expect(after("aws_appautoscaling_policy", "scaling_cpu")).toBeUndefined();
  expect(after("aws_appautoscaling_policy", "scaling_memory")).toEqual([
    "aws_appautoscaling_policy.scaling_cpu",
  ]);
  expect(after("aws_appautoscaling_scheduled_action", "scaling_business_hours")).toEqual([
    "aws_appautoscaling_policy.scaling_memory",
  ]);
  expect(after("aws_appautoscaling_scheduled_action", "scaling_night")).toEqual([
    "aws_appautoscaling_scheduled_action.scaling_business_hours",
  ]);
});

describe("refused", () => {
  test("everything that is wrong, at once", () => {
    expect(
      messages({
        minimum: 8,
        maximum: 5,
        policies: {
          cpu: { kind: "target-tracking", metric: "cpu", percent: 100, cooldown: { out: -1, in: 0.5 } },
          memory: { kind: "target-tracking", metric: "memory", percent: 0 },
        },
        schedule: { timezone: "+01:00", floors: { noon: { at: "noon", minimum: 13 } } },
      }),
    ).toEqual([
      "minimum 8 is above maximum 5",
      "policies.cpu.percent is 100: between 0 and 100, both excluded, is allowed",
      "policies.cpu.cooldown.out is -1: whole seconds, 0 and up, are allowed",
      "policies.cpu.cooldown.in is 0.5: whole seconds, 0 and up, are allowed",
      "policies.memory.percent is 0: between 0 and 100, both excluded, is allowed",
      'schedule.timezone "+01:00" is not known: a name such as America/New_York or UTC is allowed',
      "schedule.there are 1 floors: at least 2 are needed, one that raises and one that lowers",
      expect.stringContaining('schedule.floors.noon: "noon" is no schedule'),
      "schedule.floors.noon.minimum is 13: a whole number from minimum (8) to maximum (5) is allowed",
    ]);
  });

  test("a floor above the maximum or below the minimum", () => {
    const floors = { ...SCHEDULE.floors, peak: { at: "cron(0 12 ? * MON-FRI *)", minimum: 13 } };
    expect(messages({ schedule: { ...SCHEDULE, floors } })).toEqual([
      "schedule.floors.peak.minimum is 13: a whole number from minimum (3) to maximum (12) is allowed",
    ]);
    const night = { ...SCHEDULE.floors.night, minimum: 2 };
    expect(messages({ schedule: { ...SCHEDULE, floors: { ...SCHEDULE.floors, night } } })).toHaveLength(1);
  });

  test.each([0, -3, 2.5, 5001, NaN])("a minimum of %p", (minimum) => {
    expect(messages({ minimum, maximum: 5000 })).toContain(
      `minimum is ${minimum}: a whole number, 1 to 5000, is allowed`,
    );
  });

  test("a minimum that leaves a zone empty, unless there is a reason", () => {
    const { floors } = SCHEDULE;
    expect(messages({ minimum: 2, schedule: { ...SCHEDULE, floors } })).toEqual([
      "minimum 2 leaves one of 3 availability zones without a task: at least 3 is allowed, or a fewerThanZonesReason that says why",
    ]);
    const excused = scalingOf({ minimum: 2, fewerThanZonesReason: "asked for: 2 to 10 tasks" });
    expect(excused.only("aws_appautoscaling_target").min_capacity).toBe(2);
  });

  test("scaling by nothing", () => {
    const nothing = () => stackWith({ ...UNSCHEDULED, policies: {} });
    expect(problemsOf(nothing)[0]?.message).toContain("neither a policy nor a schedule");
  });
});

test.each(["UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata"])(
  "the time zone %s is known",
  (timezone) => {
    expect(() => scalingOf({ schedule: { ...SCHEDULE, timezone } })).not.toThrow();
  },
);

test.each(["+01:00", "America/Nowhere"])("%s is no time zone of AWS", (timezone) => {
  expect(messages({ schedule: { ...SCHEDULE, timezone } })).toEqual([
    `schedule.timezone "${timezone}" is not known: a name such as America/New_York or UTC is allowed`,
  ]);
});
