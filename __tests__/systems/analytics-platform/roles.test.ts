import { rolesWith, statementsOfRole } from "../../support/systems/roles";
import { at, type PolicyStatement, pointsAt, streamsArn, text } from "../../support/terraform";
import { ACCOUNT, addresses, all, arn, SUFFIX, system } from "./synthesized";

const tasks = all("aws_ecs_task_definition").map(
  ([name, task]) => [name.replace(/_task$/, ""), task] as const,
);
const roleNames = all("aws_iam_role").map(([name]) => name);
const statementsOf = (name: string) => statementsOfRole(system, `aws_iam_role.${name}`);
const granted = (name: string) => statementsOf(name).filter(({ effect }) => effect !== "Deny");
const short = ({ actions, resources = [] }: PolicyStatement) => ({ actions, resources });
const bucket = (purpose: string, path = "") =>
  arn("s3", `bucket-${purpose}-${ACCOUNT}-${SUFFIX}${path}`, "", "");

describe("FA-12", () => {
  test.each(tasks)(
    "FA-12 the task %s has two roles of its own, taken by ECS for this account alone",
    (_, task) => {
      const own = [...pointsAt(task.execution_role_arn), ...pointsAt(task.task_role_arn)];
      expect(new Set(own).size).toBe(2);
      const others = tasks.filter(([, other]) => other !== task).map(([, other]) => other);
      const theirs = others.flatMap((other) =>
        pointsAt([other.execution_role_arn, other.task_role_arn] as string[]),
      );
      expect(own.filter((role) => theirs.includes(role))).toEqual([]);
      for (const role of [task.execution_role_arn, task.task_role_arn]) {
        expect(system.statements(system.follow(role).assume_role_policy)).toEqual([
          {
            sid: "AssumeRole",
            actions: ["sts:AssumeRole"],
            principals: [{ type: "Service", identifiers: ["ecs-tasks.amazonaws.com"] }],
            condition: [{ test: "StringEquals", variable: "aws:SourceAccount", values: [ACCOUNT] }],
          },
        ]);
      }
    },
  );

  test.each(tasks)(
    "FA-12 the execution role of %s logs in to ECR, pulls its images, writes its log",
    (name) => {
      const group = system.resource("aws_cloudwatch_log_group", `${name}_task_log`);
      expect(granted(`${name}_task_execution_role`).map(short)).toEqual([
        { actions: ["ecr:GetAuthorizationToken"], resources: ["*"] },
        {
          actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          resources: [arn("ecr", `repository/repository-${name}-${SUFFIX}`)],
        },
        {
          actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
          resources: [streamsArn(group, "us-east-2")],
        },
      ]);
    },
  );

  /** Besides these a role asks KMS, through the service that keeps the data. */
  const ofKms = ({ actions }: PolicyStatement) => actions.every((action) => action.startsWith("kms:"));
  const secret = "${aws_secretsmanager_secret.dashboards_secret.arn}";
  const table = "table-market-events";
  const catalog = `\${replace("database-lake-${SUFFIX}", "-", "_")}`;

  test("FA-12 ingestion may put records into the stream, and no more", () => {
    expect(
      granted("ingestion_task_role")
        .filter((each) => !ofKms(each))
        .map(short),
    ).toEqual([
      {
        actions: ["kinesis:PutRecord", "kinesis:PutRecords", "kinesis:DescribeStreamSummary"],
        resources: [arn("kinesis", `stream/stream-market-data-${SUFFIX}`)],
      },
    ]);
  });

  test("FA-12 processing may read the table of events and connect as analytics, and no more", () => {
    const user = "dbuser:${aws_rds_cluster.database.cluster_resource_id}/analytics";
    expect(
      granted("processing_task_role")
        .filter((each) => !ofKms(each))
        .map(short),
    ).toEqual([
      { actions: ["rds-db:connect"], resources: [arn("rds-db", user)] },
      {
        actions: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan"],
        resources: [arn("dynamodb", `table/${table}-${SUFFIX}`)],
      },
    ]);
  });

  test("FA-12 the dashboards may query the lake's two tables and read their secret, and no more", () => {
    const own = granted("dashboards_task_role").filter((each) => !ofKms(each));
    const byPrefix = (prefix: string) =>
      own.filter(({ actions }) => actions.every((action) => action.startsWith(`${prefix}:`))).map(short);
    expect(own).toHaveLength(["athena", "glue", "secretsmanager", "s3"].flatMap(byPrefix).length);
    expect(byPrefix("athena").map(({ resources }) => resources)).toEqual([
      [arn("athena", `workgroup/workgroup-lake-${SUFFIX}`)],
    ]);
    expect(byPrefix("glue")).toEqual([
      {
        actions: ["glue:GetDatabase", "glue:GetPartition", "glue:GetPartitions", "glue:GetTable"],
        resources: [
          arn("glue", "catalog"),
          arn("glue", `database/${catalog}`),
          arn("glue", `table/${catalog}/market_events`),
          arn("glue", `table/${catalog}/raw_market_events`),
        ],
      },
    ]);
    expect(byPrefix("secretsmanager")).toEqual([
      { actions: ["secretsmanager:GetSecretValue"], resources: [secret] },
    ]);
    const writing = byPrefix("s3").filter(({ actions }) => actions.some((one) => /Put|Delete/.test(one)));
    expect(writing.map(({ resources }) => resources)).toEqual([[bucket("lake-results", "/results/*")]]);
    const reading = byPrefix("s3").filter(({ actions }) => actions.includes("s3:GetObject"));
    expect(reading.flatMap(({ resources }) => resources).sort()).toEqual([
      bucket("lake-results", "/results/*"),
      bucket("processed", "/market_events/*"),
      bucket("raw", "/market-events/*"),
    ]);
  });

  test("FA-12 who may sign in to the database, read secrets or write what others read", () => {
    const named = (pattern: RegExp) =>
      rolesWith(system, pattern).map((role) => role.replace(/^aws_iam_role\./, ""));
    expect(named(/^(\*|rds-db:.*)$/)).toEqual(["processing_task_role"]);
    expect(named(/^(\*|secretsmanager:(\*|Get.*))$/)).toEqual([
      "dashboards_secret_function_role",
      "dashboards_task_role",
      "database_user_function_role",
    ]);
    expect(named(/^(\*|secretsmanager:(\*|Put.*))$/)).toEqual(["dashboards_secret_function_role"]);
    expect(named(/^(\*|kinesis:(\*|Put.*))$/)).toEqual(["ingestion_task_role"]);
    expect(named(/^(\*|dynamodb:(\*|Put.*|Update.*))$/)).toEqual(["consumer_function_role"]);
    expect(named(/^(\*|iam:.*|sts:.*)$/)).toEqual([]);
  });

  /** Actions that IAM knows no resource for, each with its statement. */
  const WILD: Readonly<Record<string, string[]>> = {
    AttachToVpc: [
      "ec2:AssignPrivateIpAddresses",
      "ec2:CreateNetworkInterface",
      "ec2:DeleteNetworkInterface",
      "ec2:DescribeNetworkInterfaces",
      "ec2:DescribeSubnets",
      "ec2:UnassignPrivateIpAddresses",
    ],
    LogInToEcr: ["ecr:GetAuthorizationToken"],
    SessionManager: [
      "ssmmessages:CreateControlChannel",
      "ssmmessages:CreateDataChannel",
      "ssmmessages:OpenControlChannel",
      "ssmmessages:OpenDataChannel",
    ],
    Trace: ["xray:PutTraceSegments", "xray:PutTelemetryRecords"],
  };

  test.each(roleNames)("FA-12 %s has no wildcard but where IAM knows no resource", (name) => {
    const statements = granted(name);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.flatMap(({ actions }) => actions).filter((action) => action.includes("*"))).toEqual([]);
    for (const { sid, actions, resources = ["*"] } of statements) {
      if (resources.includes("*")) expect({ sid, actions }).toEqual({ sid, actions: WILD[sid] });
    }
  });

  test.each(roleNames)("FA-12 %s uses keys for its service's sake only", (name) => {
    const onKeys = granted(name).filter(({ resources = [] }) =>
      resources.some((one) => one.endsWith(":key/*")),
    );
    for (const { actions, condition = [] } of onKeys) {
      const narrowed = condition.map(({ variable }) => variable);
      const isSeeing = actions.length === 1 && actions[0] === "kms:DescribeKey";
      if (!isSeeing)
        expect(["kms:ViaService", "kms:GrantIsForAWSResource"].some((one) => narrowed.includes(one))).toBe(
          true,
        );
    }
  });

  /** EC2 tells no account when it takes a role for an instance: the instance is named where the role acts. */
  const TOLD_NOTHING = "bastion_role";

  test.each(roleNames)("FA-12 %s is taken by a service of AWS for this account alone", (name) => {
    const { assume_role_policy: trust } = system.resource("aws_iam_role", name);
    const [statement, ...others] = system.statements(trust);
    expect(others).toEqual([]);
    expect(statement?.principals?.map(({ type }) => type)).toEqual(["Service"]);
    const values = statement?.condition?.flatMap((each) => each.values) ?? [];
    if (name === TOLD_NOTHING) expect(values).toEqual([]);
    else expect(text(values)).toContain(ACCOUNT);
  });

  test("FA-12 the bastion's role opens channels for instances of this account alone", () => {
    const instances = arn("ec2", "instance/*");
    expect(granted("bastion_role").map(({ resources, condition }) => ({ resources, condition }))).toEqual([
      {
        resources: ["*"],
        condition: [{ test: "ArnLike", variable: "ec2:SourceInstanceARN", values: [instances] }],
      },
      { resources: [instances], condition: undefined },
    ]);
  });

  test("FA-12 no role has more than its one policy: none of AWS's, none inline", () => {
    expect(addresses("aws_iam_role_policy")).toEqual([]);
    for (const [, role] of all("aws_iam_role")) {
      expect(role).not.toHaveProperty("inline_policy");
      expect(role).not.toHaveProperty("managed_policy_arns");
    }
    const attachments = all("aws_iam_role_policy_attachment").map(([, each]) => each);
    expect(attachments.map((each) => at(each, "policy_arn"))).toEqual(
      addresses("aws_iam_policy").map((address) => `\${${address}.arn}`),
    );
    expect(attachments.flatMap((each) => pointsAt(each.role)).sort()).toEqual(
      addresses("aws_iam_role").sort(),
    );
  });

  test("FA-12 code in a function may not use what Lambda needs to put it into the VPC", () => {
    for (const [name, { function_name: called }] of all("aws_lambda_function")) {
      const denied = statementsOf(`${name}_role`).filter(({ effect }) => effect === "Deny");
      expect(denied).toEqual([
        expect.objectContaining({
          actions: WILD.AttachToVpc,
          condition: [
            {
              test: "ArnEquals",
              variable: "lambda:SourceFunctionArn",
              values: [arn("lambda", `function:${text(called)}`)],
            },
          ],
        }),
      ]);
    }
  });
});
