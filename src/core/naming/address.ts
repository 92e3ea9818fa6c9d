import { type IConstruct } from "constructs";
import { ConfigurationError } from "../errors";

const ADDRESS = /^[a-z_][a-z0-9_]*$/;

/** As in a Terraform module, the resource that a construct is about is called `this`. */
const MAIN = "this";

/**
 * The name part of a Terraform address: the construct path below the stack in snake case, without a
 * hash (`network/private-a` is `network_private_a`). `this` adds nothing, nor does what stands behind
 * a dot: `logs/this` and `logs/this.versioning` are `aws_s3_bucket.logs` and
 * `aws_s3_bucket_versioning.logs`, since a resource's type says the rest.
 */
export function addressName(path: readonly string[]): string {
  return path
    .map((id) => id.replace(/\..*$/, ""))
    .filter((id) => id !== MAIN)
    .join("_")
    .replaceAll("-", "_");
}

/** Hands out addresses and refuses one that is taken: an address is how state finds its resource. */
export class AddressBook {
  private readonly taken = new Map<string, IConstruct>();

  /**
   * @param kind what shares a namespace: `resource aws_vpc`, `variable`, ...
   * @throws ConfigurationError if the address is taken by another element, or no Terraform identifier
   */
  allocate(element: IConstruct, kind: string, path: readonly string[]): string {
    const name = addressName(path);
    if (!ADDRESS.test(name)) {
      throw ConfigurationError.at(
        element,
        `"${name}" is no Terraform name: use lower-case letters, digits and hyphens`,
      );
    }
    const key = `${kind} ${name}`;
    const holder = this.taken.get(key);
    if (holder !== undefined && holder !== element) {
      throw ConfigurationError.at(element, `its address ${kind}.${name} is taken by ${holder.node.path}`);
    }
    this.taken.set(key, element);
    return name;
  }
}
