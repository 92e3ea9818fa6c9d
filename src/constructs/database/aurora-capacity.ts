/** What an instance of a cluster can do: what `serverless` or `provisioned` give. */
export type AuroraCapacity =
  | { readonly kind: "serverless"; readonly min: number; readonly max: number }
  | { readonly kind: "provisioned"; readonly instanceClass: string };

/** Aurora user guide, "Aurora Serverless v2 capacity": half steps up to 256 ACUs (2 GiB of memory each). */
const ACU = { step: 0.5, lowestMax: 1, highest: 256 };

/**
 * Serverless v2: instances scale between two sizes.
 * @param min ACUs, in halves; 0 pauses an idle instance
 * @param max ACUs, 1 to 256
 */
export function serverless(min: number, max: number): AuroraCapacity {
  return { kind: "serverless", min, max };
}

/** Instances of one size, e.g. `db.r7g.large`. */
export function provisioned(instanceClass: string): AuroraCapacity {
  return { kind: "provisioned", instanceClass };
}

/** All problems of a capacity; none if Aurora accepts it. */
export function capacityProblems(capacity: AuroraCapacity): string[] {
  if (capacity.kind === "provisioned") {
    const { instanceClass } = capacity;
    if (/^db\.[a-z]\w*\.\w+$/.test(instanceClass) && instanceClass !== "db.serverless") return [];
    return [`instance class "${instanceClass}" is not allowed: one such as db.r7g.large is`];
  }
  const { min, max } = capacity;
  const problems: string[] = [];
  if (!isStep(min) || min < 0 || min > ACU.highest) {
    problems.push(`a minimum of ${min} ACUs is not allowed: 0 to ${ACU.highest} in steps of ${ACU.step}`);
  }
  if (!isStep(max) || max < ACU.lowestMax || max > ACU.highest) {
    problems.push(
      `a maximum of ${max} ACUs is not allowed: ${ACU.lowestMax} to ${ACU.highest} in steps of ${ACU.step}`,
    );
  }
  if (min > max) problems.push(`the minimum of ${min} ACUs is above the maximum of ${max}`);
  return problems;
}

function isStep(acus: number): boolean {
  return Number.isInteger(acus / ACU.step);
}
