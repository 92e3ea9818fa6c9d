/** Which images a repository keeps. */
export interface ImageRetention {
  /** Days until an image without a tag goes: nothing refers to it any more. */
  readonly untaggedDays: number;
  /**
   * The newest `count`, or those of the last `days`. Days take also an image that still runs: only
   * for repositories that are pushed to more often than that.
   */
  readonly tagged: { readonly count: number } | { readonly days: number };
}

interface Selection {
  readonly tagStatus: "tagged" | "untagged";
  readonly tagPatternList?: readonly string[];
  readonly countType: "imageCountMoreThan" | "sinceImagePushed";
  readonly countUnit?: "days";
  readonly countNumber: number;
}

/** A lifecycle policy as ECR has it (ECR user guide, "Lifecycle policy properties"). */
export interface LifecyclePolicy {
  readonly rules: readonly {
    readonly rulePriority: number;
    readonly description: string;
    readonly selection: Selection;
    readonly action: { readonly type: "expire" };
  }[];
}

/** All problems of an image retention. */
export function retentionProblems({ untaggedDays, tagged }: ImageRetention): string[] {
  const given = { untaggedDays, ...tagged };
  return Object.entries(given)
    .filter(([, value]) => !Number.isInteger(value) || value < 1)
    .map(([name, value]) => `${name} is ${value}: a whole number, 1 and up, is allowed`);
}

export function lifecyclePolicy({ untaggedDays, tagged }: ImageRetention): LifecyclePolicy {
  const since = (days: number) =>
    ({ countType: "sinceImagePushed", countUnit: "days", countNumber: days }) as const;
  const newest = (count: number) => ({ countType: "imageCountMoreThan", countNumber: count }) as const;
  const action = { type: "expire" } as const;
  return {
    rules: [
      {
        rulePriority: 1,
        description: `Untagged images go after ${untaggedDays} days`,
        selection: { tagStatus: "untagged", ...since(untaggedDays) },
        action,
      },
      {
        rulePriority: 2,
        description:
          "count" in tagged ? `The newest ${tagged.count} stay` : `Images stay ${tagged.days} days`,
        selection: {
          tagStatus: "tagged",
          tagPatternList: ["*"],
          ...("count" in tagged ? newest(tagged.count) : since(tagged.days)),
        },
        action,
      },
    ],
  };
}
