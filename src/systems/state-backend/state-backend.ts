import { type TerraformResource } from "cdktf";
import { type Construct } from "constructs";
import { z } from "zod";
import { type Deployment } from "../../core/settings/deployment";
import { SystemStack } from "../../core/system-stack";
import { Table } from "../../constructs/database/table";
import { Key } from "../../constructs/encryption/key";
import { Bucket } from "../../constructs/storage/bucket";
import { LogBucket } from "../../constructs/storage/log-bucket";

const settings = z.strictObject({
  /** Whether `destroy` may take the states with all their versions. */
  destroyable: z.boolean("true or false").default(false),
});

type Settings = z.output<typeof settings>;

/** Days that a replaced version of a state is kept: a quarter, to go back behind any mistake. */
const OLD_STATES_DAYS = 90;

/**
 * Where the states of all other stacks lie: a versioned bucket, a lock table, and their key. It
 * keeps its own state locally, until it is moved into the bucket that it made.
 */
export class StateBackend extends SystemStack {
  static readonly settings = settings;

  constructor(scope: Construct, id: string, props: { deployment: Deployment; settings: Settings }) {
    const { deployment } = props;
    const { stateBackend } = deployment;
    super(scope, id, {
      deployment: { ...deployment, region: stateBackend.region },
      region: stateBackend.region,
      destroyable: props.settings.destroyable,
      state: stateBackend.bootstrap === "s3" ? deployment.state : stateBackend.bootstrap,
    });
    const key = new Key(this, "key", {
      purpose: "tfstate",
      description: "Encrypts Terraform states and their locks",
    });
    const logs = new LogBucket(this, "logs", { purpose: "tfstate-logs" });
    const bucket = new Bucket(this, "state", {
      purpose: "tfstate",
      bucketName: this.chosenName(stateBackend.bucket),
      encryption: key,
      accessLogs: logs,
      lifecycle: [{ id: "old-states", noncurrentExpiration: OLD_STATES_DAYS }],
    });
    const table = new Table(this, "locks", {
      purpose: "tfstate",
      tableName: this.chosenName(stateBackend.lockTable),
      hashKey: "LockID",
      key,
    });

    this.excuseName(bucket.bucket, stateBackend.bucket);
    this.excuseName(table.table, stateBackend.lockTable);

    this.output("state_bucket", {
      value: bucket.name,
      description: "Bucket of the states: TERRAFORM_STATE_BUCKET",
    });
    this.output("state_region", { value: this.region, description: "Its region: TERRAFORM_STATE_REGION" });
    this.output("state_lock_table", {
      value: table.name,
      description: "Table of the locks: TERRAFORM_STATE_LOCK_TABLE",
    });
    this.output("state_kms_key", { value: key.arn, description: "Key of both: TERRAFORM_STATE_KMS_KEY" });
  }

  /** One bucket and table may serve the deployments of several suffixes: then they carry none. */
  private excuseName(resource: TerraformResource, name: string): void {
    if (name === this.chosenName(name)) {
      this.suppress(
        resource,
        "naming-environment-suffix",
        "named by the operator, for the states of several suffixes",
      );
    }
  }
}
