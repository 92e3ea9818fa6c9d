import { DataAwsCallerIdentity } from "@cdktf/provider-aws/lib/data-aws-caller-identity";
import { DataAwsPartition } from "@cdktf/provider-aws/lib/data-aws-partition";
import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import {
  TerraformDataSource,
  type TerraformElement,
  TerraformOutput,
  TerraformResource,
  TerraformStack,
  type TerraformVariable,
} from "cdktf";
import { type Construct } from "constructs";
import { type Rule, type Suppression } from "../guardrails";
import { useBackend } from "./backend";
import { ConfigurationError, type Problem } from "./errors";
import { AddressBook } from "./naming/address";
import { type NamedType } from "./naming/limits";
import { joinName, type NameParts, nameProblem } from "./naming/name";
import { type Deployment, type StateBackend } from "./settings/deployment";
import { environmentSuffix, tagVariables } from "./standard-variables";
import { addSkips, isCheckovCheck, reasonProblems } from "./synthesis/skips";
import { type JsonObject, withoutBlockComments } from "./synthesis/json";
import { GuardedSynthesizer } from "./synthesis/synthesizer";
import { type StackContents } from "./synthesis/write";
import { declareVariable, type VariableProps } from "./variable";

export const TERRAFORM_VERSIONS = ">= 1.5.0";
export const PROVIDER_VERSIONS = { aws: "~> 5.100", random: "~> 3.7" };

const US_EAST_1 = "us-east-1";

export interface SystemStackProps {
  readonly deployment: Deployment;
  /** The region of the system unless the deployment names another. */
  readonly region: string;
  /**
   * Whether `terraform destroy` may take everything: one decision that reaches every bucket,
   * repository, secret, key and database of the stack.
   */
  readonly destroyable: boolean;
  /** Where this stack's state lies. @default the deployment's */
  readonly state?: StateBackend;
  /**
   * Guardrails in place of those with the same id, told what the system must hold:
   * `logGroupRetention.with({ minimumDays: 365 })`.
   * @default every rule with its settings at their defaults
   */
  readonly guardrails?: readonly Rule[];
}

/**
 * The base of every stack: the AWS provider with its tags, the state's backend, names that end in
 * the environment suffix, addresses without hashes, variables and outputs.
 */
export abstract class SystemStack extends TerraformStack {
  /** Why a resource of a destroyable stack is not protected from deletion: the reason of suppressions. */
  static readonly DESTROYABLE = "the stack's settings make it destroyable: nothing may refuse to be deleted";
  /** Whether `terraform destroy` may take everything. */
  readonly destroyable: boolean;
  readonly region: string;
  /** The exceptions to guardrails and to checkov's checks, with their reasons. */
  readonly suppressions: Suppression[] = [];
  /** Guardrails in place of those with the same id. */
  readonly guardrails: readonly Rule[];
  private readonly suffix: TerraformVariable;
  private readonly deployment: Deployment;
  private readonly tags: Record<string, string>;
  private global?: AwsProvider;
  private readonly addresses = new AddressBook();
  private readonly guard: GuardedSynthesizer;
  private caller?: DataAwsCallerIdentity;
  private awsPartition?: DataAwsPartition;

  constructor(scope: Construct, id: string, props: SystemStackProps) {
    super(scope, id);
    const { deployment } = props;
    this.deployment = deployment;
    this.destroyable = props.destroyable;
    this.guardrails = props.guardrails ?? [];
    this.region = deployment.region ?? props.region;
    this.guard = this.synthesizer = new GuardedSynthesizer(this);
    this.suffix = environmentSuffix(this, deployment.environmentSuffix);
    this.tags = tagVariables(this, this.suffix);
    this.makeProvider("aws", this.region);
    useBackend(this, props.state ?? deployment.state, deployment.environmentSuffix);
  }

  /** The stack that a construct is in. */
  static override of(construct: Construct): SystemStack {
    const stack = TerraformStack.of(construct);
    if (stack instanceof SystemStack) return stack;
    throw ConfigurationError.at(construct, "it must be inside a SystemStack");
  }

  /** The account's id, known at apply. */
  get accountId(): string {
    return (this.caller ??= new DataAwsCallerIdentity(this, "caller")).accountId;
  }

  /**
   * The provider of us-east-1, where CloudFront takes its certificate and its web ACL from: undefined
   * when the stack itself is there.
   */
  get usEast1(): AwsProvider | undefined {
    if (this.region === US_EAST_1) return undefined;
    return (this.global ??= this.makeProvider("aws.us-east-1", US_EAST_1, "us_east_1"));
  }

  /** `aws`, or the partition of GovCloud or China, known at plan. */
  get partition(): string {
    return (this.awsPartition ??= new DataAwsPartition(this, "partition")).partition;
  }

  /**
   * `{type}[-{purpose}]-${var.environment_suffix}`.
   * @throws ConfigurationError if the name could pass the service's limit with the longest suffix
   */
  nameFor(user: Construct, type: NamedType, purpose?: string): string {
    return this.checkedName(user, { type, purpose });
  }

  /** `{type}[-{purpose}]-{account id}-${var.environment_suffix}`, for names that are unique in the world. */
  globalNameFor(user: Construct, type: NamedType, purpose?: string): string {
    return this.checkedName(user, { type, purpose, global: true });
  }

  /** A name that somebody chose: a suffix at its end is written as the variable that it is. */
  chosenName(name: string): string {
    const end = `-${this.deployment.environmentSuffix}`;
    return name.endsWith(end) ? `${name.slice(0, -end.length)}-${this.suffix.stringValue}` : name;
  }

  /**
   * Excuses one resource or data source from guardrails, or from checks of checkov (`CKV_AWS_18`). The
   * reason (20 characters at least) stands in the guardrails' report; checkov's beside the resource.
   */
  suppress(
    subject: TerraformResource | TerraformDataSource,
    rules: string | readonly string[],
    reason: string,
  ): void {
    const address = `${elementKind(subject)}.${subject.friendlyUniqueId}`;
    for (const rule of [rules].flat()) {
      const problems = isCheckovCheck(rule) ? reasonProblems(rule, reason) : [];
      if (problems.length > 0) throw ConfigurationError.at(subject, ...problems);
      this.suppressions.push({ rule, reason, address });
    }
  }

  /** Declares a variable that an operator sets at plan. */
  variable(name: string, props: VariableProps): TerraformVariable {
    return declareVariable(this, name, props);
  }

  /** Declares an output of the stack. */
  output(name: string, props: { readonly value: unknown; readonly description: string }): void {
    new TerraformOutput(this, name, { ...props, staticId: true });
  }

  /** Packs of guardrails that are not asked: nothing of a stack that is kept has to be destroyable. */
  get leftOutPacks(): readonly string[] {
    return this.destroyable ? [] : ["destroyable"];
  }

  /** The problems of the stack, those of the guardrails included. */
  check(): Problem[] {
    return this.guard.check();
  }

  /** What its folder is to hold, once it was checked. */
  get contents(): StackContents {
    return this.guard.contents;
  }

  override toTerraform(): JsonObject {
    const configuration = withoutBlockComments(super.toTerraform() as JsonObject);
    const terraform = configuration.terraform as { required_providers: Record<string, { version: string }> };
    for (const [name, version] of Object.entries(PROVIDER_VERSIONS)) {
      const provider = terraform.required_providers[name];
      if (provider !== undefined) Object.assign(provider, { source: `hashicorp/${name}`, version });
    }
    addSkips(configuration, this.suppressions);
    if (this.leftOutPacks.length > 0)
      Object.assign(configuration["//"] as object, { guardrails: { leftOut: this.leftOutPacks } });
    return { ...configuration, terraform: { ...terraform, required_version: TERRAFORM_VERSIONS } };
  }

  /** Stacks share nothing: without references between them there is nothing to prepare. */
  override prepareStack(): void {
    this.ensureBackendExists();
  }

  protected override allocateLogicalId(element: TerraformElement): string {
    const path = element.node.scopes.slice(this.node.scopes.length).map((scope) => scope.node.id);
    return this.addresses.allocate(element, elementKind(element), path);
  }

  private makeProvider(id: string, region: string, alias?: string): AwsProvider {
    const { accountId } = this.deployment;
    return new AwsProvider(this, id, {
      region,
      defaultTags: [{ tags: this.tags }],
      ...(alias !== undefined && { alias }),
      ...(accountId !== undefined && { allowedAccountIds: [accountId] }),
    });
  }

  private checkedName(user: Construct, parts: NameParts): string {
    const problem = nameProblem(parts);
    if (problem !== undefined) throw ConfigurationError.at(user, problem);
    return joinName(parts, this.suffix.stringValue, parts.global === true ? this.accountId : undefined);
  }
}

/** What shares a namespace with an element: its type, in `resource` or in `data`. */
function elementKind(element: TerraformElement): string {
  if (element instanceof TerraformResource) return element.terraformResourceType;
  if (element instanceof TerraformDataSource) return `data.${element.terraformResourceType}`;
  return element.constructor.name;
}
