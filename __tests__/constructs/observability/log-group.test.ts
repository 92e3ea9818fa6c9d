import { LogGroup } from "../../../src/constructs/observability/log-group";
import { Role } from "../../../src/constructs/identity/role";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";
import { streamsArn } from "../../support/terraform";

const made = stackOf((stack) => {
  const key = logKey(stack);
  const group = new LogGroup(stack, "log", {
    key,
    retentionInDays: 365,
    name: `/x/${stack.nameFor(stack, "log")}`,
  });
  group.grantWrite(
    new Role(stack, "role", {
      purpose: "writer",
      description: "Writes",
      assumedBy: "ecs-tasks.amazonaws.com",
    }),
  );
});

test("a log group has its key, its retention and its whole name", () => {
  expect(made.only("aws_cloudwatch_log_group")).toEqual({
    name: "/x/log-${var.environment_suffix}",
    kms_key_id: "${aws_kms_key.key.arn}",
    retention_in_days: 365,
  });
});

test("a writer may write into it, and not make groups of its own", () => {
  expect(made.statements(made.only("aws_iam_policy").policy)).toEqual([
    {
      sid: "WriteLogs",
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [streamsArn(made.only("aws_cloudwatch_log_group"))],
    },
  ]);
});
