import { describeOrphans } from "../../src/operations/orphans/describe";
import { kindOf, parseArn } from "../../src/operations/orphans/kinds";
import { type OperatedStack } from "../../src/operations/stack";

const STACK: OperatedStack = {
  asked: "loan-processing",
  folder: "cdktf.out/stacks/loan-processing",
  content: {
    variable: { environment_suffix: { default: "dev" } },
    resource: {
      aws_kms_key: {
        data: { tags: { Name: "key-data-${var.environment_suffix}" } },
        logs: { tags: { Name: "key-logs-${var.environment_suffix}" } },
      },
    },
  },
};
const KEY = "arn:aws:kms:us-east-1:123456789012:key/1234";
const orphan = (arn: string, tags: Record<string, string> = {}) => ({ arn, region: "us-east-1", tags });
const kept = (name: string) => ({ mode: "managed" as const, type: "aws_kms_key", name, instances: [] });

test.each([
  [KEY, "kms", "key", "1234"],
  ["arn:aws:logs:us-east-1:1:log-group:/ecs/log-a:*", "logs", "log-group", "/ecs/log-a"],
  ["arn:aws:s3:::bucket-documents-dev", "s3", "", "bucket-documents-dev"],
  ["arn:aws:sns:us-east-1:1:topic-alerts-dev", "sns", "", "topic-alerts-dev"],
])("%s is taken apart", (arn, service, type, id) => {
  expect(parseArn(arn)).toMatchObject({ service, type, id });
  expect(kindOf(parseArn(arn))).toBeDefined();
});

test("an orphan is offered to the address that lacks it and has its name", () => {
  const said = describeOrphans(STACK, {}, [orphan(KEY, { Name: "key-logs-dev" })]);
  expect(said).toMatch(/import it: terraform -chdir=\S+loan-processing import aws_kms_key\.logs 1234$/m);
  expect(said).not.toContain("aws_kms_key.data");
});

test("an orphan without a name is offered to every address of its type that lacks it", () => {
  const said = describeOrphans(STACK, {}, [orphan(KEY)]);
  expect(said).toMatch(/import it: .* import aws_kms_key\.data 1234\n +or: .* import aws_kms_key\.logs 1234/);
});

test("an orphan that no address lacks is one too many, with the command that deletes it", () => {
  const said = describeOrphans(STACK, { resources: [kept("data"), kept("logs")] }, [orphan(KEY)]);
  expect(said).toContain("this one is not needed");
  expect(said).toContain("schedule-key-deletion --pending-window-in-days 7 --key-id 1234 --region us-east-1");
});

test("an orphan of a kind without a rule is named all the same", () => {
  const arn = "arn:aws:glue:us-east-1:1:database/loans";
  expect(describeOrphans(STACK, {}, [orphan(arn)])).toContain(`  ${arn}\n`);
});
