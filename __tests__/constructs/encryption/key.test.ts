import { Lazy, Token } from "cdktf";
import { type Key } from "../../../src/constructs/encryption/key";
import { SystemKeys } from "../../../src/constructs/encryption/system-keys";
import { LogGroup } from "../../../src/constructs/observability/log-group";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey } from "../../support/parts";
import { stackOf } from "../../support/synth";

const keyOf = (use: (key: Key, stack: SystemStack) => void = () => undefined, destroyable = true) => {
  const made = stackOf(
    (stack) => {
      use(logKey(stack), stack);
    },
    { destroyable },
  );
  const key = made.resource("aws_kms_key", "key");
  return { made, key, statements: made.statements(key.policy) };
};

test("a key rotates, has an alias, and is gone after the shortest time when destroyable", () => {
  const { made, key } = keyOf();
  expect(key).toMatchObject({ enable_key_rotation: true, deletion_window_in_days: 7 });
  expect(key).not.toHaveProperty("lifecycle");
  expect(made.resource("aws_kms_alias", "key")).toEqual({
    name: "alias/key-logs-${var.environment_suffix}",
    target_key_id: "${aws_kms_key.key.key_id}",
  });
});

test("a key that is to be kept cannot be destroyed, and has the longest time", () => {
  const { key } = keyOf(undefined, false);
  expect(key).toMatchObject({ deletion_window_in_days: 30, lifecycle: { prevent_destroy: true } });
});

test("at first only the account's administrators may do anything", () => {
  expect(keyOf().statements).toEqual([
    {
      sid: "AccountAdministersKey",
      actions: ["kms:*"],
      resources: ["*"],
      principals: [
        {
          type: "AWS",
          identifiers: [
            "arn:${data.aws_partition.partition.partition}:iam::${data.aws_caller_identity.caller.account_id}:root",
          ],
        },
      ],
    },
  ]);
});

test("CloudWatch Logs may encrypt the named log groups only", () => {
  const { made, key } = keyOf((logs, stack) => {
    for (const name of ["one", "two"]) {
      new LogGroup(stack, name, {
        key: logs,
        retentionInDays: 365,
        name: `/${name}/${stack.nameFor(stack, "log")}`,
      });
    }
  });
  const statement = made.statement(key.policy, "AllowLogs");
  expect(statement.principals).toEqual([{ type: "Service", identifiers: ["logs.us-east-1.amazonaws.com"] }]);
  expect(statement.actions).not.toContain("kms:*");
  expect(statement.condition).toEqual([
    {
      test: "ArnEquals",
      variable: "kms:EncryptionContext:aws:logs:arn",
      values: expect.arrayContaining(
        ["one", "two"].map((name) => expect.stringMatching(`:log-group:/${name}/log-`) as string),
      ) as string[],
    },
  ]);
  expect(statement.condition?.[0]?.values).toHaveLength(2);
});

test("the order of the log groups in the policy does not depend on what else the app has", () => {
  const order = (between: () => void) => {
    const { made, key } = keyOf((logs, stack) => {
      for (const name of ["b", "c", "a"]) {
        new LogGroup(stack, name, {
          key: logs,
          retentionInDays: 365,
          name: `/${name}/${stack.nameFor(stack, "log")}`,
        });
        between();
      }
    });
    return made.statement(key.policy, "AllowLogs").condition?.[0]?.values;
  };
  const first = order(() => undefined);
  // cdktf numbers its tokens over the whole app; after the first group the number gets a digit more.
  const numberOf = () => Number(/\d+/.exec(Token.asString(Lazy.anyValue({ produce: () => 0 })))?.[0]);
  const turn = 10 ** String(numberOf()).length;
  const toTheTurn = () => {
    while (numberOf() < turn);
  };
  expect(order(toTheTurn)).toEqual(first);
});

test("a service may use it where the conditions hold, for what is named", () => {
  const { made, key } = keyOf((logs) => {
    const condition = { test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] };
    logs.allowService("event-rules", "events.amazonaws.com", [condition], ["kms:Decrypt"]);
  });
  expect(made.statement(key.policy, "AllowEventRules")).toEqual({
    sid: "AllowEventRules",
    actions: ["kms:Decrypt"],
    resources: ["*"],
    principals: [{ type: "Service", identifiers: ["events.amazonaws.com"] }],
    condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: ["1"] }],
  });
});

test("a system's keys are one for each purpose", () => {
  const made = stackOf((stack) => {
    const keys = new SystemKeys(stack, "keys", { data: "records", logs: "log groups" });
    stack.output("data", { value: keys.get("data").arn, description: "a key" });
  });
  expect(Object.keys(made.resources("aws_kms_key"))).toEqual(["keys_data", "keys_logs"]);
  expect(made.section("output").data?.value).toBe("${aws_kms_key.keys_data.arn}");
  expect(made.resource("aws_kms_key", "keys_logs").description).toBe("Encrypts log groups of test");
});

test("a purpose that has no key is an error that names it", () => {
  stackOf((stack) => {
    const keys = new SystemKeys<string>(stack, "keys", { data: "records" });
    expect(() => keys.get("dota")).toThrow(new RangeError('there is no key "dota"'));
  });
});
