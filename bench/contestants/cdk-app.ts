/** The parts of the AWS CDK's app: how many resources of CloudFormation each makes. */
const NETWORK = 23;
const SERVICE = 13;

/**
 * An app for the AWS CDK as its users write one, with its higher constructs: a stack for each system, with
 * exactly as many resources as the system has.
 */
export function cdkApp(stacks: readonly { readonly name: string; readonly resources: number }[]): string {
  const calls = stacks.map(({ name, resources }) => {
    const network = resources >= NETWORK * 2;
    const left = network ? resources - NETWORK : resources;
    const shape = { network, services: Math.floor(left / SERVICE), parameters: left % SERVICE };
    return `new SystemStack(app, ${JSON.stringify(name)}, ${JSON.stringify(shape)});`;
  });
  return `import * as cdk from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as ec2 from "aws-cdk-lib/aws-ec2";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as logs from "aws-cdk-lib/aws-logs";
import * as s3 from "aws-cdk-lib/aws-s3";
import * as sns from "aws-cdk-lib/aws-sns";
import * as subscriptions from "aws-cdk-lib/aws-sns-subscriptions";
import * as sqs from "aws-cdk-lib/aws-sqs";
import * as ssm from "aws-cdk-lib/aws-ssm";
import { Construct } from "constructs";

interface Shape {
  readonly network: boolean;
  readonly services: number;
  readonly parameters: number;
}

class Service extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const encryptionKey = new kms.Key(this, "Key", { enableKeyRotation: true });
    const dead = new sqs.Queue(this, "Dead", { encryptionMasterKey: encryptionKey });
    const queue = new sqs.Queue(this, "Queue", {
      encryptionMasterKey: encryptionKey,
      deadLetterQueue: { queue: dead, maxReceiveCount: 3 },
    });
    const topic = new sns.Topic(this, "Topic", { masterKey: encryptionKey });
    topic.addSubscription(new subscriptions.SqsSubscription(queue));
    new logs.LogGroup(this, "Log", { encryptionKey, retention: logs.RetentionDays.ONE_YEAR });
    new s3.Bucket(this, "Bucket", { encryptionKey, enforceSSL: true, versioned: true });
    const table = new dynamodb.Table(this, "Table", {
      partitionKey: { name: "id", type: dynamodb.AttributeType.STRING },
      encryptionKey,
    });
    const role = new iam.Role(this, "Role", { assumedBy: new iam.ServicePrincipal("ecs-tasks.amazonaws.com") });
    table.grantReadWriteData(role);
    new cloudwatch.Alarm(this, "Alarm", {
      metric: dead.metricApproximateNumberOfMessagesVisible(),
      threshold: 1,
      evaluationPeriods: 1,
    });
  }
}

class SystemStack extends cdk.Stack {
  constructor(scope: Construct, id: string, { network, services, parameters }: Shape) {
    super(scope, id);
    if (network) new ec2.Vpc(this, "Network", { maxAzs: 3 });
    for (let each = 0; each < services; each++) new Service(this, \`Service\${each}\`);
    for (let each = 0; each < parameters; each++) {
      new ssm.StringParameter(this, \`Parameter\${each}\`, { stringValue: String(each) });
    }
  }
}

const app = new cdk.App();
${calls.join("\n")}
app.synth();
`;
}
