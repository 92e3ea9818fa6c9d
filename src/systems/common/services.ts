import { type SystemStack } from "../../core/system-stack";
import { type Scaling } from "../../constructs/compute/autoscaling";
import { Repository } from "../../constructs/compute/repository";
import { type Aurora } from "../../constructs/database/aurora";
import { type Key } from "../../constructs/encryption/key";

/** A repository for each image, by the keys that are given: `{ loanApi: "loan-api" }`. */
export function repositoriesOf<Name extends string>(
  stack: SystemStack,
  key: Key,
  purposes: Readonly<Record<Name, string>>,
): Record<Name, Repository> {
  const entries = Object.entries<string>(purposes);
  return Object.fromEntries(
    entries.map(([name, purpose]) => [name, new Repository(stack, `${purpose}-images`, { purpose, key })]),
  ) as Record<Name, Repository>;
}

/** Where the database of a container is. */
export function databaseEnvironment(database: Aurora): Record<string, string> {
  return {
    DATABASE_HOST: database.endpoint,
    DATABASE_NAME: database.databaseName,
    DATABASE_PORT: String(database.port),
  };
}

/** By load, from a task in each availability zone up: CPU at about 60 %, memory at about 70 %. */
export function scalingByLoad({
  azs,
  maximumTasks,
}: {
  readonly azs: number;
  readonly maximumTasks: number;
}): Scaling {
  return {
    minimum: azs,
    maximum: maximumTasks,
    policies: {
      cpu: { kind: "target-tracking", metric: "cpu", percent: 60 },
      memory: { kind: "target-tracking", metric: "memory", percent: 70 },
    },
  };
}
