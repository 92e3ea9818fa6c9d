import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function";
import { type ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../../core/errors";
import { SystemStack } from "../../core/system-stack";
import { type Key } from "../encryption/key";
import { Role } from "../identity/role";
import { type Network } from "../network/network";
import { type Tier } from "../network/plan";
import { SecurityGroup } from "../network/security-group";
import { LogGroup, type LogProps } from "../observability/log-group";
import { bundle, type Bundle, BundleError } from "./bundle";
import { functionStatements } from "./function-permissions";
import { StackFile } from "../../core/synthesis/stack-file";

/** What a function needs of a network: subnets, their VPC, and a way to AWS's APIs. */
export type FunctionNetwork = Pick<Network, "vpc" | "subnetIds" | "openAwsApis">;

export interface NodeFunctionProps {
  /** Names the function (`function-{purpose}-{suffix}`), its role, log group and security group. */
  readonly purpose: string;
  readonly description: string;
  /** The TypeScript module that exports `handler`, from the project's root: `src/handlers/x/index.ts`. */
  readonly entry: string;
  readonly network: FunctionNetwork;
  /** Whose subnets it is in. @default private */
  readonly tier?: Exclude<Tier, "public">;
  /** @default nodejs22.x */
  readonly runtime?: "nodejs20.x" | "nodejs22.x";
  /** @default arm64 */
  readonly architecture?: "arm64" | "x86_64";
  /** MiB, 128 to 10240; the CPU grows with it. @default 256 */
  readonly memory?: number;
  /** Seconds, 1 to 900. @default 30 */
  readonly timeout?: number;
  readonly environment?: Readonly<Record<string, string>>;
  /** Encrypts the environment. */
  readonly key: Key;
  readonly logs: LogProps;
}

const DEFAULTS = {
  tier: "private",
  runtime: "nodejs22.x",
  architecture: "arm64",
  memory: 256,
  timeout: 30,
} as const;

/** Lambda developer guide, "Lambda quotas". */
const MEMORY = { min: 128, max: 10240 };
const TIMEOUT = { min: 1, max: 900 };

/**
 * A Lambda function from TypeScript, in the VPC: its code in a zip of the same bytes on every machine,
 * its environment under a CMK, its log group made before it, traced by X-Ray. Its role may only what
 * that takes, and what is granted to it.
 */
export class NodeFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;
  readonly securityGroup: SecurityGroup;
  /** SHA-256 of the code: it changes when, and only when, the code does. */
  readonly codeHash: string;

  constructor(scope: Construct, id: string, given: NodeFunctionProps) {
    super(scope, id);
    const stack = SystemStack.of(this);
    const props = { ...DEFAULTS, ...given };
    const { purpose, network } = props;
    const problems = functionProblems(props);
    if (problems.length > 0) throw ConfigurationError.at(this, ...problems);
    const code = this.bundle(props.entry, props.runtime);
    this.codeHash = code.hash;
    const file = new StackFile(this, "code", `functions/${purpose}.zip`, code.zip);

    const functionName = stack.nameFor(this, "function", purpose);
    const log = new LogGroup(this, "log", { ...props.logs, name: `/aws/lambda/${functionName}` });
    this.securityGroup = new SecurityGroup(this, "sg", { network, purpose });
    this.role = new Role(this, "role", {
      purpose,
      description: `What the function ${purpose} may do`,
      assumedBy: "lambda.amazonaws.com",
    });
    network.openAwsApis(this.securityGroup, [this.role]);
    log.grantWrite(this.role, { usedBy: "aws" });
    for (const statement of functionStatements(this, functionName, props.key)) this.role.grant(statement);
    this.function = new LambdaFunction(this, "this", {
      functionName,
      description: props.description,
      role: this.role.arn,
      packageType: "Zip",
      filename: file.reference,
      sourceCodeHash: code.hash,
      handler: "index.handler",
      runtime: props.runtime,
      architectures: [props.architecture],
      memorySize: props.memory,
      timeout: props.timeout,
      ...(props.environment !== undefined && { environment: { variables: { ...props.environment } } }),
      kmsKeyArn: props.key.arn,
      vpcConfig: { subnetIds: network.subnetIds(props.tier), securityGroupIds: [this.securityGroup.id] },
      tracingConfig: { mode: "Active" },
      loggingConfig: { logFormat: "JSON", logGroup: log.name },
      dependsOn: this.role.ready,
    });
    this.suppressChecks();
  }

  private suppressChecks(): void {
    const stack = SystemStack.of(this);
    this.role.suppress(
      "CKV_AWS_111",
      "Lambda takes no role that may not attach to every VPC (Lambda developer guide, VPC access); a Deny keeps it from the function's code",
    );
    stack.suppress(
      this.function,
      "CKV_AWS_272",
      "its code is bundled by the synthesis and deployed with its hash by the same reviewed apply: there is no artifact in between to sign",
    );
    stack.suppress(
      this.function,
      ["CKV_AWS_115", "CKV_AWS_116"],
      "whoever calls it (an apply, Secrets Manager, Lambda's reader of a stream or a queue) bounds how many of it run, and keeps or repeats what failed: no event can be lost and none can flood it",
    );
  }

  get name(): string {
    return this.function.functionName;
  }

  /** Resources that must exist before the function is invoked. */
  get ready(): ITerraformDependable[] {
    return [this.function];
  }

  private bundle(entry: string, runtime: string): Bundle {
    try {
      return bundle(entry, Number.parseInt(runtime.replace("nodejs", ""), 10));
    } catch (error) {
      throw error instanceof BundleError ? ConfigurationError.at(this, ...error.messages) : error;
    }
  }
}

function functionProblems({
  memory,
  timeout,
}: Required<Pick<NodeFunctionProps, "memory" | "timeout">>): string[] {
  const within = (name: string, value: number, { min, max }: { min: number; max: number }) =>
    Number.isInteger(value) && value >= min && value <= max
      ? []
      : [`${name} ${value} is not allowed: ${min} to ${max}`];
  return [...within("memory", memory, MEMORY), ...within("timeout", timeout, TIMEOUT)];
}
