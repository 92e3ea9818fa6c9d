import { join } from "node:path";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { ConfigurationError } from "../errors";
import { writeWhole } from "./write";

/** A file beside a stack's `cdk.tf.json` that its Terraform refers to. */
export class StackFile extends Construct {
  /**
   * @param path from the stack's folder, with `/`, the same on every machine
   * @throws ConfigurationError if the stack has another file there
   */
  constructor(
    scope: Construct,
    id: string,
    readonly path: string,
    readonly contents: Uint8Array,
  ) {
    super(scope, id);
    const other = StackFile.in(TerraformStack.of(this)).find((file) => file !== this && file.path === path);
    if (other !== undefined)
      throw ConfigurationError.at(this, `its path ${path} is taken by ${other.node.path}`);
  }

  /** All files of a stack. */
  static in(stack: TerraformStack): StackFile[] {
    return stack.node.findAll().filter((node) => node instanceof StackFile);
  }

  /** The path for Terraform; it also works if the configuration is used as a module. */
  get reference(): string {
    return `\${path.module}/${this.path}`;
  }

  /** Writes it into the stack's folder. */
  write(folder: string): void {
    writeWhole(join(folder, this.path), this.contents);
  }
}
