import { dependable, type ITerraformDependable, TerraformResource } from "cdktf";
import { type Construct } from "constructs";

/**
 * One resource that stands for all that must be there before something in private subnets calls AWS, so that
 * what waits for it names one and not each route, rule and endpoint. It is nothing outside of Terraform's state.
 *
 * Not cdktf's own `DataResource`, which runs `terraform version` at every synthesis, to see whether it is 1.4.
 */
export class EgressGate extends TerraformResource {
  /** @param parts what there is when the stack is synthesized: edges come as long as clients do */
  constructor(scope: Construct, id: string, parts: () => readonly ITerraformDependable[]) {
    super(scope, id, {
      terraformResourceType: "terraform_data",
      terraformGeneratorMetadata: { providerName: "terraform" },
    });
    Object.defineProperty(this, "dependsOn", { get: () => parts().map(dependable) });
  }
}
