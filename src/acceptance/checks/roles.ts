import assert from "node:assert/strict";
import { ListTargetsByRuleCommand } from "@aws-sdk/client-eventbridge";
import { type Check, present, textOutput } from "../acceptance-spec";
import { databaseCluster } from "./database";
import { service, taskDefinition } from "./find";
import { allowing, onlyAllowing, roleOf } from "./policies";

export interface DatabaseUsers {
  /** The output with the writer's host. */
  readonly endpoint: string;
  /** The output with the user's name. */
  readonly user: string;
  /** Outputs with names of ECS services. */
  readonly services: readonly string[];
  /** Outputs with names of rules that start tasks. */
  readonly rules: readonly string[];
}

/** service or rule -> task definition -> task role -> policy: one user, one cluster. */
export function databaseUsers({ endpoint, user, services, rules }: DatabaseUsers): Check {
  return {
    title: "task roles sign in to the database as its one user, and read no secret",
    async run(deployed) {
      const { DbClusterResourceId: id } = await databaseCluster(deployed, endpoint);
      const own = new RegExp(
        `^arn:aws:rds-db:[a-z0-9-]+:\\d{12}:dbuser:${id}/${textOutput(deployed, user)}$`,
      );
      const definitions: (string | undefined)[] = [];
      for (const output of services) definitions.push((await service(deployed, output)).taskDefinition);
      for (const output of rules) {
        const { Targets = [] } = await deployed.aws.events.send(
          new ListTargetsByRuleCommand({ Rule: textOutput(deployed, output) }),
        );
        definitions.push(present(Targets[0]?.EcsParameters, `what ${output} starts`).TaskDefinitionArn);
      }
      for (const arn of definitions) {
        const { taskRoleArn } = await taskDefinition(deployed, arn);
        const { name, permissions } = await roleOf(deployed, taskRoleArn);
        const { resources } = onlyAllowing(permissions, "rds-db:connect", name);
        assert.equal(resources.length, 1, `databases and users of ${name}`);
        assert.match(resources[0] ?? "", own, `what ${name} signs in as`);
        assert.deepEqual(allowing(permissions, "secretsmanager:GetSecretValue"), [], `secrets of ${name}`);
      }
    },
  };
}
