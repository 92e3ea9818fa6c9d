import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";

/** Resources of a type that belong to another one, and what may belong to it but cannot be seen to. */
export interface Companions {
  readonly found: readonly Resource[];
  /** Addresses of resources whose owner cannot be told, and of modules that are given the resource. */
  readonly unclear: readonly string[];
}

/**
 * The resources of a type (`aws_s3_bucket_policy`) that belong to `owner` by a path (`bucket`). A reference through
 * what a file does not hold is unclear, so that a rule says "unknown" rather than guess.
 */
export function companions(
  configuration: Configuration,
  owner: Resource,
  types: string | readonly string[],
  path: string,
): Companions {
  const candidates = configuration.resourcesOfType(types);
  const referring = configuration.referring(owner, path);
  const found = candidates.filter((candidate) => referring.includes(candidate));
  if (found.length > 0) return { found, unclear: [] };
  const unclear = candidates.filter(
    (candidate) =>
      candidate.get(path).kind === "unknown" && configuration.targets(candidate, path).length === 0,
  );
  return {
    found,
    unclear: [...unclear, ...configuration.modulesReferring(owner)].map(({ address }) => address),
  };
}
