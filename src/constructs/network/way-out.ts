import { DataResource, dependable, type ITerraformDependable } from "cdktf";
import { type Construct } from "constructs";

/**
 * One resource that stands for all that must be there before something in private subnets calls AWS, so that
 * what waits for it names one and not each route, rule and endpoint. It is nothing outside of Terraform's state.
 */
export class WayOut extends DataResource {
  /** @param parts what there is when the stack is synthesized: edges come as long as clients do */
  constructor(scope: Construct, id: string, parts: () => readonly ITerraformDependable[]) {
    super(scope, id);
    Object.defineProperty(this, "dependsOn", { get: () => parts().map(dependable) });
  }
}
