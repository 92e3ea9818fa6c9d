import type { Rule } from "../../rule";
import { combine, securityHub, violation, compliant } from "../../rule";
import { needs } from "../lib/expect";

/** Alarms tell somebody. */
export const alarmActions: Rule = {
  id: "logging-alarm-actions",
  title: "Alarms have an action",
  pack: "logging",
  controls: securityHub("CloudWatch.15", "CloudWatch.17"),
  rationale: "An alarm without an action is a colour in a console.",
  remedy: "set alarm_actions to a topic, and leave actions_enabled true",
  types: ["aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"],
  check: (alarm, configuration) => {
    // An alarm that a composite one is made of speaks through that one.
    const composed = configuration
      .referring(alarm, "alarm_rule")
      .some(({ type }) => type === "aws_cloudwatch_composite_alarm");
    if (composed) return compliant();
    if (alarm.items("alarm_actions").length > 0)
      return combine([needs(alarm, "actions_enabled", true, true)]);
    // One that steers autoscaling or a deployment acts through that.
    const steering = configuration
      .referring(alarm)
      .some(({ type }) => /codedeploy|ecs_service|fis_|route53/.test(type));
    return steering ? compliant() : violation("alarm_actions is empty");
  },
};
