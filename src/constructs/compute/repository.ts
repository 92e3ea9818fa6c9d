import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Fn, Op, type Precondition } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { jsonencode } from "../../core/synthesis/jsonencode";
import { type Key } from "../encryption/key";
import { type Role } from "../identity/role";
import { type ImageRetention, lifecyclePolicy, retentionProblems } from "./image-retention";

export interface RepositoryProps {
  /** Names the repository: `repository-{purpose}-{suffix}`. */
  readonly purpose: string;
  /** Encrypts the images. ECR uses it by a grant, so its policy needs no statement. */
  readonly key: Key;
  /** @default the newest 30 tagged images, untagged ones for 7 days */
  readonly keep?: ImageRetention;
}

/** Anybody may pull from there. */
const PUBLIC_GALLERY = "public.ecr.aws/";

const KEEP: ImageRetention = { untaggedDays: 7, tagged: { count: 30 } };

/**
 * A private ECR repository under a CMK: a tag never changes its image, every push is scanned, old
 * images go.
 */
export class Repository extends Construct {
  readonly repository: EcrRepository;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the repository changes. */
  readonly arn: string;

  constructor(scope: Construct, id: string, { purpose, key, keep = KEEP }: RepositoryProps) {
    super(scope, id);
    const problems = retentionProblems(keep);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems.map((each) => `keep.${each}`));
    const stack = SystemStack.of(this);
    const name = stack.nameFor(this, "repository", purpose);
    this.arn = `arn:${stack.partition}:ecr:${stack.region}:${stack.accountId}:repository/${name}`;
    this.repository = new EcrRepository(this, "this", {
      name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: key.arn }],
      forceDelete: stack.destroyable,
      ...(!stack.destroyable && { lifecycle: { preventDestroy: true } }),
    });
    new EcrLifecyclePolicy(this, "this.lifecycle", {
      repository: this.repository.name,
      policy: jsonencode(lifecyclePolicy(keep)),
    });
  }

  /** Where images are pushed to, without a tag: `{account}.dkr.ecr.{region}.amazonaws.com/{name}`. */
  get url(): string {
    return this.repository.repositoryUrl;
  }

  /** The image of a tag in this repository. */
  imageOf(tag: string): string {
    return `${this.url}:${tag}`;
  }

  /**
   * A condition for what runs an image: that it lies in this repository, or in ECR's public gallery as
   * the placeholder does that a first deployment begins with. A task whose image is elsewhere would
   * have no right to pull it.
   */
  mustHold(image: string): Precondition {
    const places = [`${this.url}:`, `${this.url}@`, PUBLIC_GALLERY];
    return {
      condition: places.map((place) => Fn.startswith(image, place)).reduce((a, b) => Op.or(a, b)),
      errorMessage: `The image ${image} must lie in the repository ${this.url}, where it is pushed to first, or in ${PUBLIC_GALLERY}.`,
    };
  }

  /** Lets a role pull images of this repository, and of no other. */
  grantPull(role: Role): void {
    role.grant({
      sid: "LogInToEcr",
      actions: ["ecr:GetAuthorizationToken"],
      resources: ["*"],
      wildcardReason: "ECR's log-in knows no resource (Service Authorization Reference, Amazon ECR)",
    });
    role.grant({
      sid: "PullImages",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [this.arn],
    });
  }
}
