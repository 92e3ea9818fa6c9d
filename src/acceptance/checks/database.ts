import assert from "node:assert/strict";
import { DescribeSecurityGroupsCommand } from "@aws-sdk/client-ec2";
import {
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBSubnetGroupsCommand,
} from "@aws-sdk/client-rds";
import { type Check, type Deployed, present, textOutput } from "../acceptance-spec";
import { customerKey, privateSubnets, sorted } from "./find";

export interface DatabaseExpectation {
  /** The output with the writer's host. */
  readonly endpoint: string;
  readonly engine: string;
  readonly majorVersion: string;
  /** ACUs of Serverless v2. */
  readonly capacity: readonly [minimum: number, maximum: number];
  readonly instances: number;
  readonly logs: readonly string[];
  /** Days that it can go back, or the variable that says so with its default. */
  readonly backupDays: number | readonly [variable: string, fallback: number];
  /** Parameters of the cluster that matter. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Beginnings of the names of the security groups that may connect. */
  readonly admits: readonly string[];
}

/** The cluster that an output names. */
export async function databaseCluster(deployed: Deployed, endpoint: string) {
  const { DBClusters = [] } = await deployed.aws.rds.send(new DescribeDBClustersCommand({}));
  const host = textOutput(deployed, endpoint);
  return present(
    DBClusters.find((one) => one.Endpoint === host),
    `the cluster of ${host}`,
  );
}

export function databaseChecks(expected: DatabaseExpectation): Check[] {
  const cluster = (deployed: Deployed) => databaseCluster(deployed, expected.endpoint);
  const [MinCapacity, MaxCapacity] = expected.capacity;
  return [
    {
      title: `the database is ${expected.engine}, Serverless v2 from ${MinCapacity} to ${MaxCapacity} ACU, in ${expected.instances} AZs`,
      async run(deployed) {
        const found = await cluster(deployed);
        assert.equal(found.Engine, expected.engine, "engine");
        assert.equal(found.EngineVersion?.split(".")[0], expected.majorVersion, "major version");
        const capacity = found.ServerlessV2ScalingConfiguration;
        assert.deepEqual([capacity?.MinCapacity, capacity?.MaxCapacity], expected.capacity, "capacity");
        const { DBInstances = [] } = await deployed.aws.rds.send(
          new DescribeDBInstancesCommand({
            Filters: [
              { Name: "db-cluster-id", Values: [present(found.DBClusterIdentifier, "its identifier")] },
            ],
          }),
        );
        assert.equal(DBInstances.length, expected.instances, "instances");
        assert.equal(
          new Set(DBInstances.map((one) => one.AvailabilityZone)).size,
          expected.instances,
          "AZs of the instances",
        );
        for (const one of DBInstances) {
          assert.equal(one.DBInstanceClass, "db.serverless", `class of ${one.DBInstanceIdentifier}`);
          assert.equal(one.PubliclyAccessible, false, `public access of ${one.DBInstanceIdentifier}`);
        }
      },
    },
    {
      title: "storage and master secret of the database have rotating CMKs, its logs are exported, IAM is on",
      async run(deployed) {
        const found = await cluster(deployed);
        assert.equal(found.StorageEncrypted, true, "encryption of the storage");
        await customerKey(deployed, found.KmsKeyId, "the storage");
        assert.match(found.MasterUserSecret?.SecretArn ?? "", /:secretsmanager:/, "the master's secret");
        await customerKey(deployed, found.MasterUserSecret?.KmsKeyId, "the master's secret");
        assert.equal(found.IAMDatabaseAuthenticationEnabled, true, "IAM authentication");
        const [variable, fallback] =
          typeof expected.backupDays === "number" ? ["", expected.backupDays] : expected.backupDays;
        const days = Number(deployed.variables[variable] ?? fallback);
        assert.equal(found.BackupRetentionPeriod, days, "days of backups");
        assert.deepEqual(sorted(found.EnabledCloudwatchLogsExports), sorted(expected.logs), "exported logs");
      },
    },
    {
      title: `the database has the parameters ${Object.keys(expected.parameters).join(", ")}`,
      async run(deployed) {
        const { DBClusterParameterGroup: group } = await cluster(deployed);
        const { Parameters = [] } = await deployed.aws.rds.send(
          new DescribeDBClusterParametersCommand({ DBClusterParameterGroupName: group }),
        );
        for (const [name, value] of Object.entries(expected.parameters)) {
          const found = Parameters.find((one) => one.ParameterName === name);
          assert.equal(found?.ParameterValue, value, `parameter ${name} of ${group}`);
        }
      },
    },
    {
      title: `only ${expected.admits.join(", ")} reach the database, in the private subnets`,
      async run(deployed) {
        const found = await cluster(deployed);
        const { DBSubnetGroups = [] } = await deployed.aws.rds.send(
          new DescribeDBSubnetGroupsCommand({ DBSubnetGroupName: found.DBSubnetGroup }),
        );
        const subnets = DBSubnetGroups[0]?.Subnets?.map((one) => one.SubnetIdentifier);
        assert.deepEqual(sorted(subnets), privateSubnets(deployed), "subnets");
        const groupsOf = async (ids: readonly (string | undefined)[]) => {
          const { SecurityGroups = [] } = await deployed.aws.ec2.send(
            new DescribeSecurityGroupsCommand({ GroupIds: ids.map(String) }),
          );
          return SecurityGroups;
        };
        const own = await groupsOf((found.VpcSecurityGroups ?? []).map((one) => one.VpcSecurityGroupId));
        const rules = own.flatMap(({ IpPermissions = [] }) => IpPermissions);
        assert.deepEqual(
          rules.flatMap(({ IpRanges = [] }) => IpRanges),
          [],
          "addresses that may connect",
        );
        for (const rule of rules)
          assert.deepEqual([rule.FromPort, rule.ToPort], [found.Port, found.Port], "ports");
        const sources = await groupsOf(
          rules.flatMap(({ UserIdGroupPairs = [] }) => UserIdGroupPairs.map((pair) => pair.GroupId)),
        );
        const end = `-${deployed.facts.suffix}`;
        assert.deepEqual(
          sorted(sources.map((group) => group.GroupName?.split(end)[0])),
          sorted(expected.admits),
          "groups that may connect",
        );
      },
    },
  ];
}
