import { Repository, type RepositoryProps } from "../../../src/constructs/compute/repository";
import { Role } from "../../../src/constructs/identity/role";
import { logKey } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";
import { decoded } from "../../support/terraform";

const repositoryOf = (props: Partial<RepositoryProps> = {}, destroyable = true) =>
  stackOf(
    (stack) => {
      const images = new Repository(stack, "images", { purpose: "loan-api", key: logKey(stack), ...props });
      const role = new Role(stack, "role", {
        purpose: "puller",
        description: "Pulls",
        assumedBy: "ecs-tasks.amazonaws.com",
      });
      images.grantPull(role);
    },
    { destroyable },
  );
const made = repositoryOf();
const arn =
  "arn:${data.aws_partition.partition.partition}:ecr:us-east-1:${data.aws_caller_identity.caller.account_id}:repository/repository-loan-api-${var.environment_suffix}";

test("a repository scans each push, keeps its tags, and is under its key", () => {
  expect(made.only("aws_ecr_repository")).toEqual({
    name: "repository-loan-api-${var.environment_suffix}",
    image_tag_mutability: "IMMUTABLE",
    image_scanning_configuration: { scan_on_push: true },
    encryption_configuration: [{ encryption_type: "KMS", kms_key: "${aws_kms_key.key.arn}" }],
    force_delete: true,
  });
});

test("one that is to be kept is not emptied, and Terraform does not destroy it", () => {
  expect(repositoryOf({}, false).only("aws_ecr_repository")).toMatchObject({
    force_delete: false,
    lifecycle: { prevent_destroy: true },
  });
});

test("untagged images go after a week and tagged ones when 30 newer ones are there", () => {
  const policy = made.only("aws_ecr_lifecycle_policy");
  expect(policy.repository).toBe("${aws_ecr_repository.images.name}");
  expect(decoded(policy.policy)).toMatchObject({
    rules: [
      {
        rulePriority: 1,
        selection: {
          tagStatus: "untagged",
          countType: "sinceImagePushed",
          countUnit: "days",
          countNumber: 7,
        },
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          countType: "imageCountMoreThan",
          countNumber: 30,
        },
        action: { type: "expire" },
      },
    ],
  });
});

test("images may be kept by days instead", () => {
  const policy = repositoryOf({ keep: { untaggedDays: 1, tagged: { days: 90 } } }).only(
    "aws_ecr_lifecycle_policy",
  );
  expect(decoded(policy.policy)).toMatchObject({
    rules: [{ selection: { countNumber: 1 } }, { selection: { countUnit: "days", countNumber: 90 } }],
  });
});

test("ages and numbers that ECR does not take are refused, all at once", () => {
  expect(problemsOf(() => repositoryOf({ keep: { untaggedDays: 0, tagged: { count: 1.5 } } }))).toEqual([
    {
      where: "test/images",
      message: "keep.untaggedDays is 0: a whole number, 1 and up, is allowed",
    },
    { where: "test/images", message: "keep.count is 1.5: a whole number, 1 and up, is allowed" },
  ]);
});

test("a role may pull from this repository alone", () => {
  const { policy } = made.only("aws_iam_policy");
  expect(made.statement(policy, "PullImages").resources).toEqual([arn]);
  expect(made.statement(policy, "PullImages").actions).toEqual([
    "ecr:BatchCheckLayerAvailability",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
  ]);
  expect(made.statement(policy, "LogInToEcr").actions).toEqual(["ecr:GetAuthorizationToken"]);
});

test("an image must lie in the repository, by tag or digest, or in ECR's public gallery", () => {
  const made = stackOf((stack) => {
    const images = new Repository(stack, "images", { purpose: "loan-api", key: logKey(stack) });
    const condition: unknown = images.mustHold("elsewhere/image:1").condition;
    stack.output("condition", { value: condition, description: "Condition" });
  });
  const url = "${aws_ecr_repository.images.repository_url}";
  for (const place of [`${url}:`, `${url}@`, "public.ecr.aws/"])
    expect(made.section("output").condition?.value).toContain(`startswith("elsewhere/image:1", "${place}")`);
});
