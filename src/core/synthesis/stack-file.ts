import { join } from "node:path";
import { Construct } from "constructs";
import { ConfigurationError } from "../errors";
import { SystemStack } from "../system-stack";
import { writeWhole } from "./write";

/** A file that is written beside a stack's `cdk.tf.json`, and that its Terraform refers to. */
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
    const other = StackFile.in(SystemStack.of(this)).find((file) => file !== this && file.path === path);
    if (other !== undefined)
      throw ConfigurationError.at(this, `its path ${path} is taken by ${other.node.path}`);
  }

  /** All files of a stack. */
  static in(stack: SystemStack): StackFile[] {
    return stack.node.findAll().filter((node) => node instanceof StackFile);
  }

  /** Where Terraform finds it, also when the configuration is somebody's module. */
  get reference(): string {
    return `\${path.module}/${this.path}`;
  }

  /** Writes it into the stack's folder. */
  write(folder: string): void {
    writeWhole(join(folder, this.path), this.contents);
  }
}
