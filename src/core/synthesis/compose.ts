import { TerraformElement, TerraformOutput, type TerraformStack } from "cdktf";
import { type IConstruct } from "constructs";
import { plainBlock } from "./block";
import { resolverOf } from "./resolve";

export type Json = null | boolean | number | string | Json[] | JsonObject;
export type JsonObject = { [key: string]: Json };

/**
 * The Terraform configuration of a stack, each element resolved once. (cdktf's own `toTerraform`
 * resolves all of it twice, after `prepareStack` has resolved it once more.)
 */
export function composeTerraform(stack: TerraformStack, version: string): JsonObject {
  const metadata: JsonObject = { version, stackName: stack.node.id, backend: "local" };
  const outputs: JsonObject = {};
  const configuration: JsonObject = { "//": { metadata, outputs } };
  const resolve = resolverOf(stack);

  for (const element of elementsOf(stack)) {
    const block = plainBlock(element);
    if (block !== undefined) {
      const { section, type, name } = block;
      merge(configuration, { [section]: { [type]: { [name]: resolve(block.body) } } });
      continue;
    }
    merge(metadata, resolve(element.toMetadata() as object));
    if (TerraformOutput.isTerraformOutput(element)) merge(outputs, outputPath(element));
    merge(configuration, resolve(element.toTerraform() as object));
  }
  return configuration;
}

function* elementsOf(node: IConstruct): Generator<TerraformElement> {
  if (TerraformElement.isTerraformElement(node)) yield node;
  for (const child of node.node.children) yield* elementsOf(child);
}

/** cdktf-cli finds an output's construct by this tree. */
function outputPath(output: TerraformOutput): JsonObject {
  return output.node.path
    .split("/")
    .reduceRight<Json>((inner, part) => ({ [part]: inner }), output.friendlyUniqueId) as JsonObject;
}

function merge(target: JsonObject, source: JsonObject): void {
  for (const [key, value] of Object.entries(source)) {
    const held = target[key];
    if (isObject(held) && isObject(value)) merge(held, value);
    else if (Array.isArray(held) && Array.isArray(value)) held.push(...value);
    else target[key] = value;
  }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
