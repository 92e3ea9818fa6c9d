import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketNotification } from "@cdktf/provider-aws/lib/s3-bucket-notification";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { keyUse, sidOf } from "../encryption/key-use";
import { PolicyDocument, type Statement } from "../identity/policy-document";
import { type Role } from "../identity/role";
import { type LifecycleRule, toBinding } from "./lifecycle";
import { type LogBucket } from "./log-bucket";

export interface BucketProps {
  /** Names the bucket: `bucket-{purpose}-{account}-{suffix}`. */
  readonly purpose: string;
  /** A whole name in place of the one from `purpose`, unique in the world. */
  readonly bucketName?: string;
  /** The CMK for its objects; `sse-s3` only where AWS delivers logs to nothing else. */
  readonly encryption: Key | "sse-s3";
  /** Where accesses are logged; `none` for a bucket of logs, which would log its own logs. */
  readonly accessLogs: LogBucket | "none";
  readonly lifecycle: readonly [LifecycleRule, ...LifecycleRule[]];
  /**
   * The smallest objects that move to another storage class. @default those of 128 KiB: moving a
   * smaller one costs more than it saves
   */
  readonly movesFrom?: "128-kib" | "any-size";
}

/** Why nothing is copied to another region: the reason of suppressions. */
export const ONE_REGION =
  "the system is required in one region: there is no other to copy to, and versions bring back what was overwritten or deleted";

/**
 * A private bucket: versioned, encrypted, no public access, no ACLs, TLS only, with a lifecycle.
 * S3 refuses two changes of one bucket at a time, so its parts are made one after the other.
 */
export class Bucket extends Construct {
  readonly bucket: S3Bucket;
  /** For policies: made from the name, so that a plan shows what a policy will say also while the bucket changes. */
  readonly arn: string;
  private readonly policyDocument: PolicyDocument;
  private readonly policy: S3BucketPolicy;
  /** What S3 tells of the bucket, and whom: S3 keeps one configuration a bucket. */
  protected readonly events: S3BucketNotification;

  constructor(scope: Construct, id: string, props: BucketProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const name = props.bucketName ?? stack.globalNameFor(this, "bucket", props.purpose);
    this.arn = `arn:${stack.partition}:s3:::${name}`;
    this.bucket = new S3Bucket(this, "this", {
      bucket: name,
      forceDestroy: stack.destroyable,
      ...(!stack.destroyable && { lifecycle: { preventDestroy: true } }),
    });
    stack.suppress(this.bucket, "CKV_AWS_144", ONE_REGION);
    const bucket = this.bucket.id;
    const ownership = new S3BucketOwnershipControls(this, "this.ownership", {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
    const access = new S3BucketPublicAccessBlock(this, "this.access", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
      dependsOn: [ownership],
    });
    const versioning = new S3BucketVersioningA(this, "this.versioning", {
      bucket,
      versioningConfiguration: { status: "Enabled" },
      dependsOn: [access],
    });
    const encryption = this.encrypt(props.encryption, versioning);
    this.policyDocument = new PolicyDocument(this, "policy", [this.tlsOnly()]);
    this.policy = new S3BucketPolicy(this, "this.policy", {
      bucket,
      policy: this.policyDocument.json,
      dependsOn: [encryption],
    });
    const lifecycle = new S3BucketLifecycleConfiguration(this, "this.lifecycle", {
      bucket,
      rule: props.lifecycle.map(toBinding),
      ...(props.movesFrom === "any-size" && {
        transitionDefaultMinimumObjectSize: "varies_by_storage_class",
      }),
      dependsOn: [this.policy],
    });
    // Events of EventBridge cost nothing until a rule asks for them (FSBP S3.11).
    this.events = new S3BucketNotification(this, "this.events", {
      bucket,
      eventbridge: true,
      dependsOn: [lifecycle],
    });
    if (props.accessLogs !== "none") this.logTo(props.accessLogs, this.events);
  }

  get name(): string {
    return this.bucket.id;
  }

  /** Resources that must exist before an AWS service writes into the bucket: the bucket's policy. */
  get ready(): ITerraformDependable[] {
    return [this.policy];
  }

  /** Adds a statement to the bucket's policy. */
  allow(statement: Statement): void {
    this.policyDocument.add(statement);
  }

  /** Lets a role read, write and delete objects. */
  grantReadWrite(role: Role): void {
    this.grant(role, "Use", ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"], "write");
  }

  /** Lets a role read the objects under some prefixes (`market-events/`). */
  grantRead(role: Role, prefixes: readonly string[]): void {
    this.grant(role, "Read", ["s3:GetObject"], "read", prefixes);
  }

  /** Lets a role write objects under some prefixes, and see nothing. */
  grantPut(role: Role, prefixes: readonly string[]): void {
    this.grantObjects(role, "Put", ["s3:PutObject"], "write", prefixes);
  }

  /** Lets a service deliver under some prefixes with a role, large objects in parts. */
  grantDelivery(role: Role, prefixes: readonly string[]): void {
    const seen = ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"];
    role.grant({ sid: `List${sidOf(this)}`, actions: seen, resources: [this.arn] });
    const parts = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"];
    this.grantObjects(role, "Deliver", parts, "write", prefixes);
  }

  private grant(
    role: Role,
    verb: string,
    actions: string[],
    to: "read" | "write",
    prefixes: readonly string[] = [""],
  ): void {
    role.grant({ sid: `List${sidOf(this)}`, actions: ["s3:ListBucket"], resources: [this.arn] });
    this.grantObjects(role, verb, actions, to, prefixes);
  }

  private grantObjects(
    role: Role,
    verb: string,
    actions: string[],
    to: "read" | "write",
    prefixes: readonly string[],
  ): void {
    const resources = prefixes.map((prefix) => `${this.arn}/${prefix}*`);
    role.grant({ sid: `${verb}${sidOf(this)}`, actions, resources });
    // With a bucket key, which this bucket has, S3 names the bucket to KMS; without one, the object.
    const values = [this.arn, `${this.arn}/*`];
    const sid = `${verb === "Put" ? "Encrypt" : "Decrypt"}${sidOf(this)}`;
    role.grant(keyUse(this, { sid, service: "s3", context: "aws:s3:arn", values, to }));
  }

  private encrypt(encryption: Key | "sse-s3", after: ITerraformDependable): ITerraformDependable {
    const byDefault =
      encryption === "sse-s3"
        ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
        : {
            applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: encryption.arn },
            bucketKeyEnabled: true,
          };
    return new S3BucketServerSideEncryptionConfigurationA(this, "this.encryption", {
      bucket: this.bucket.id,
      rule: [byDefault],
      dependsOn: [after],
    });
  }

  private logTo(target: LogBucket, after: ITerraformDependable): void {
    new S3BucketLoggingA(this, "this.logging", {
      bucket: this.bucket.id,
      targetBucket: target.name,
      targetPrefix: target.allowAccessLogsOf(this),
      dependsOn: [after, ...target.ready],
    });
  }

  private tlsOnly(): Statement {
    return {
      sid: "DenyPlainHttp",
      effect: "Deny",
      actions: ["s3:*"],
      resources: [this.arn, `${this.arn}/*`],
      principals: [{ type: "*", identifiers: ["*"] }],
      conditions: [{ test: "Bool", variable: "aws:SecureTransport", values: ["false"] }],
    };
  }
}
