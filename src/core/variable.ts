import { TerraformVariable, type TerraformVariableConfig, Token } from "cdktf";
import { type Construct } from "constructs";

/** A rule on a variable, in Terraform's own language. */
export interface VariableRule {
  /** An expression over `var.<name>`, without `${}`. */
  readonly condition: string;
  /** A full sentence that says what is allowed. */
  readonly errorMessage: string;
}

export interface VariableProps extends Pick<TerraformVariableConfig, "default" | "sensitive"> {
  readonly type: "string" | "number" | "bool" | "list(string)" | "map(string)";
  readonly description: string;
  /** Every variable is checked: an operator's mistake ends at plan, not in AWS. */
  readonly validation: readonly [VariableRule, ...VariableRule[]];
}

/** A Terraform variable with type, description and validation. `null` is allowed only as a default. */
export function declareVariable(scope: Construct, name: string, props: VariableProps): TerraformVariable {
  const { validation, ...rest } = props;
  // A variable and an output may have one name in Terraform; two constructs of one scope may not.
  return new TerraformVariable(scope, `${name}.variable`, {
    ...rest,
    // cdktf cannot take a plain null.
    ...(props.default === null && { default: Token.nullValue() }),
    nullable: props.default === null,
    validation: validation.map(({ condition, errorMessage }) => ({
      condition: `\${${condition}}`,
      errorMessage,
    })),
  });
}
