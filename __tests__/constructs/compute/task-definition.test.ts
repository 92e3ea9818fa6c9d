import { type Role } from "../../../src/constructs/identity/role";
import { Repository } from "../../../src/constructs/compute/repository";
import { TaskDefinition, type TaskDefinitionProps } from "../../../src/constructs/compute/task-definition";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { at, decoded } from "../../support/terraform";

const taskOf = (props: Partial<TaskDefinitionProps> = {}) =>
  stackOf((stack) => {
    const key = logKey(stack);
    new TaskDefinition(stack, "task", {
      name: "job",
      image: "public.ecr.aws/x/job:1",
      repository: new Repository(stack, "images", { purpose: "job", key }),
      size: { cpu: 512, memory: 1024 },
      logs: { key, retentionInDays: 365 },
      ...props,
    });
  });

describe("a job, which nobody connects to", () => {
  const made = taskOf({ command: ["reassess", "--all"], environment: { MODE: "night" } });
  const [container] = decoded(made.only("aws_ecs_task_definition").container_definitions) as object[];

  test("runs its command without port, port variable and health check", () => {
    expect(container).toMatchObject({
      command: ["reassess", "--all"],
      portMappings: [],
      environment: [{ name: "MODE", value: "night" }],
      readonlyRootFilesystem: true,
    });
    expect(container).not.toHaveProperty("healthCheck");
  });
});

test.each([{ port: 8080 }, { healthCheckPath: "/" }])("%j alone is refused", (half) => {
  expect(problemsOf(() => taskOf(half))).toEqual([
    { where: "test/task", message: "port and healthCheckPath go together: both or neither is allowed" },
  ]);
});

describe("the repository of its image", () => {
  const made = taskOf();

  test("it pulls from there and from no other", () => {
    const { policy } = made.resource("aws_iam_policy", "task_execution_role");
    expect(made.statement(policy, "PullImages").resources).toEqual([
      expect.stringMatching(/:repository\/repository-job-\$\{var\.environment_suffix\}$/),
    ]);
  });

  test("an image from elsewhere ends the plan, but for the placeholder of a first deployment", () => {
    const condition = at(made.only("aws_ecs_task_definition"), "lifecycle", "precondition", 0, "condition");
    for (const place of [
      '"${aws_ecr_repository.images.repository_url}:"',
      '"${aws_ecr_repository.images.repository_url}@"',
      '"public.ecr.aws/"',
    ])
      expect(condition).toContain(`startswith("public.ecr.aws/x/job:1", ${place})`);
  });
});

describe("secrets", () => {
  const granted: string[] = [];
  const secret = {
    arn: "arn:aws:secretsmanager:us-east-1:123456789012:secret:login-x",
    grantRead: (role: Role) => void granted.push(role.purpose),
  };
  const values = {
    PASSWORD: { secret, jsonKey: "password" },
    DATABASE_USER: { secret, jsonKey: "username" },
  };

  test("are given by reference, in the order of their names, and read by the execution role alone", () => {
    const made = taskOf({ secrets: values });
    const [container] = decoded(made.only("aws_ecs_task_definition").container_definitions) as object[];
    expect(container).toHaveProperty("secrets", [
      { name: "DATABASE_USER", valueFrom: `${secret.arn}:username::` },
      { name: "PASSWORD", valueFrom: `${secret.arn}:password::` },
    ]);
    expect(granted).toEqual(["job-execution"]);
  });

  test("are not in the JSON of a task without them", () => {
    expect(decoded(taskOf().only("aws_ecs_task_definition").container_definitions)).toEqual([
      expect.not.objectContaining({ secrets: expect.anything() as unknown }) as unknown,
    ]);
  });

  test("are refused under a name that the environment has", () => {
    const refused = problemsOf(() => taskOf({ secrets: values, environment: { PASSWORD: "x" } }));
    expect(refused.map(({ message }) => message)).toEqual([
      "PASSWORD is in environment and in secrets: one of them is allowed",
    ]);
  });
});
