import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { RdsCluster } from "@cdktf/provider-aws/lib/rds-cluster";
import { type RdsClusterInstance } from "@cdktf/provider-aws/lib/rds-cluster-instance";
import { RdsClusterParameterGroup } from "@cdktf/provider-aws/lib/rds-cluster-parameter-group";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Role } from "../identity/role";
import { SecurityGroup } from "../network/security-group";
import { LogGroup } from "../observability/log-group";
import { connectStatement, readMasterSecret } from "./aurora-access";
import { ENGINES } from "./aurora-engine";
import { makeInstances } from "./aurora-instances";
import { type AuroraProps, auroraProblems, withDefaults } from "./aurora-props";
import { finalSnapshotName } from "./aurora-snapshot";

/**
 * An Aurora cluster, Serverless v2 or provisioned: encrypted, private, TLS only, with IAM
 * authentication, backups that reach back to any second, and its logs in encrypted groups. The master
 * password is made and held by Secrets Manager: neither configuration nor state has it.
 */
export class Aurora extends Construct {
  readonly cluster: RdsCluster;
  readonly securityGroup: SecurityGroup;
  readonly port: number;
  readonly engine: AuroraProps["engine"];
  /** Resources that must exist before a client connects: the instances. */
  readonly ready: RdsClusterInstance[];
  private readonly props: ReturnType<typeof withDefaults>;

  constructor(scope: Construct, id: string, given: AuroraProps) {
    super(scope, id);
    const props = (this.props = withDefaults(given));
    const problems = auroraProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);

    const { network, purpose } = props;
    this.engine = props.engine;
    this.port = ENGINES[props.engine].port;
    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose });
    this.cluster = this.makeCluster();
    const stack = SystemStack.of(this);
    if (stack.destroyable) stack.suppress(this.cluster, "CKV_AWS_139", SystemStack.DESTROYABLE);
    this.ready = makeInstances(this, { ...props, cluster: this.cluster });
  }

  /** The host of the writer, whichever instance that is. */
  get endpoint(): string {
    return this.cluster.endpoint;
  }

  /** A host that spreads connections over the readers. */
  get readerEndpoint(): string {
    return this.cluster.readerEndpoint;
  }

  get databaseName(): string {
    return this.props.databaseName;
  }

  get masterUsername(): string {
    return this.props.masterUsername;
  }

  get clusterIdentifier(): string {
    return this.cluster.clusterIdentifier;
  }

  get arn(): string {
    return this.cluster.arn;
  }

  /** What IAM knows the cluster by (`cluster-ABC...`): RDS chooses it. */
  get resourceId(): string {
    return this.cluster.clusterResourceId;
  }

  /** The secret with the master's user name and password. */
  get masterSecretArn(): string {
    return this.cluster.masterUserSecret.get(0).secretArn;
  }

  /** Lets the members of a security group connect. */
  allowFrom(source: SecurityGroup): void {
    this.securityGroup.allowFrom(source, this.port);
  }

  /**
   * Lets a role sign in to this cluster as one database user, with IAM in place of a password.
   * @throws ConfigurationError for a name that no database user can have, and for the master's
   */
  grantConnect(role: Role, databaseUser: string): void {
    role.grant(connectStatement(this, databaseUser));
  }

  /** Lets a role read the master's password. Only what makes other users should. */
  grantReadMasterSecret(role: Role): void {
    for (const statement of readMasterSecret(this, this.props.secretKey)) role.grant(statement);
  }

  private makeCluster(): RdsCluster {
    const { props } = this;
    const stack = SystemStack.of(this);
    const clusterIdentifier = stack.nameFor(this, "db-cluster", props.purpose);
    const { capacity, backtrackWindow } = props;
    return new RdsCluster(this, "this", {
      clusterIdentifier,
      engine: props.engine,
      engineMode: "provisioned",
      engineVersion: props.engineVersion,
      databaseName: props.databaseName,
      port: this.port,
      masterUsername: props.masterUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: props.secretKey.arn,
      iamDatabaseAuthenticationEnabled: true,
      storageEncrypted: true,
      kmsKeyId: props.key.arn,
      // No availability_zones: Aurora answers with three whatever is asked, and the next plan replaces it.
      dbSubnetGroupName: this.makeSubnetGroup(),
      vpcSecurityGroupIds: [this.securityGroup.id],
      dbClusterParameterGroupName: this.makeParameterGroup(),
      backupRetentionPeriod: props.backupRetentionDays,
      preferredBackupWindow: props.backupWindow,
      preferredMaintenanceWindow: props.maintenanceWindow,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: stack.destroyable,
      deletionProtection: !stack.destroyable,
      skipFinalSnapshot: stack.destroyable,
      ...(!stack.destroyable && { finalSnapshotIdentifier: finalSnapshotName(this, clusterIdentifier) }),
      enabledCloudwatchLogsExports: [...ENGINES[props.engine].logs],
      ...(capacity.kind === "serverless" && {
        serverlessv2ScalingConfiguration: { minCapacity: capacity.min, maxCapacity: capacity.max },
      }),
      ...(backtrackWindow !== undefined && { backtrackWindow }),
      applyImmediately: props.applyImmediately,
      dependsOn: this.makeLogGroups(clusterIdentifier),
      ...(!stack.destroyable && { lifecycle: { preventDestroy: true } }),
    });
  }

  private makeSubnetGroup(): string {
    const { network, tier, purpose } = this.props;
    return new DbSubnetGroup(this, "this.subnets", {
      name: SystemStack.of(this).nameFor(this, "db-subnets", purpose),
      description: `Subnets of ${purpose}`,
      subnetIds: network.subnetIds(tier),
    }).name;
  }

  private makeParameterGroup(): string {
    const { engine, engineVersion, purpose, slowStatementMs } = this.props;
    const family = `${engine}${engineVersion}`;
    const parameters = ENGINES[engine].parameters(slowStatementMs);
    return new RdsClusterParameterGroup(this, "this.parameters", {
      // The family is in the name: a new major version needs a second group beside the one in use.
      name: SystemStack.of(this).nameFor(
        this,
        "db-parameters",
        `${purpose}-${family.replace("aurora-", "").replaceAll(".", "-")}`,
      ),
      family,
      description: `Parameters of ${purpose}`,
      parameter: Object.entries(parameters).map(([name, value]) => ({ name, value })),
      lifecycle: { createBeforeDestroy: true },
    }).name;
  }

  /** RDS makes a group that is missing by itself, without key and retention. */
  private makeLogGroups(clusterIdentifier: string): ITerraformDependable[] {
    return ENGINES[this.props.engine].logs.map(
      (type) =>
        new LogGroup(this, `log-${type}`, {
          ...this.props.logs,
          name: `/aws/rds/cluster/${clusterIdentifier}/${type}`,
        }).group,
    );
  }
}
