import { TerraformDataSource, type TerraformElement, TerraformResource } from "cdktf";

/** Where a block stands in a configuration, and its arguments, not yet resolved. */
export interface PlainBlock {
  readonly section: "resource" | "data";
  readonly type: string;
  readonly name: string;
  readonly body: object;
}

/** What of an element the bindings do not show. */
interface Inside {
  readonly terraformResourceType: string;
  synthesizeAttributes(): Readonly<Record<string, unknown>>;
  readonly rawOverrides: object;
  readonly dependsOn?: readonly string[];
}

/** What cdktf turns into more than arguments. The names with an underscore are its own. */
const SPECIAL = [
  ...["count", "forEach", "provider", "lifecycle", "provisioners", "connection"],
  ...["_hasMoved", "_movedById", "_movedByTarget", "_imported"],
];

/**
 * A resource or a data source of nothing but arguments and `depends_on`, as most are: cdktf copies these several times,
 * which takes as long as to resolve them. Nothing for any other element: that is cdktf's to tell.
 */
export function plainBlock(element: TerraformElement): PlainBlock | undefined {
  const section = sectionOf(element);
  if (section === undefined || SPECIAL.some((name) => Boolean(Reflect.get(element, name)))) return undefined;
  const inside = element as unknown as Inside;
  if (Object.keys(inside.rawOverrides).length > 0) return undefined;
  const attributes = inside.synthesizeAttributes();
  if (holdsDynamicBlock(attributes)) return undefined;
  const body = { ...attributes, depends_on: inside.dependsOn };
  return { section, type: inside.terraformResourceType, name: element.friendlyUniqueId, body };
}

/** An element that tells its Terraform otherwise has a method of its own. */
function sectionOf(element: TerraformElement): "resource" | "data" | undefined {
  const own: unknown = Reflect.get(element, "toTerraform");
  if (own === Reflect.get(TerraformResource.prototype, "toTerraform")) return "resource";
  return own === Reflect.get(TerraformDataSource.prototype, "toTerraform") ? "data" : undefined;
}

const DYNAMIC_BLOCK = Symbol.for("cdktf/TerraformDynamicBlock");

/** cdktf, too, looks for them in plain objects only. */
function holdsDynamicBlock(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (DYNAMIC_BLOCK in value) return true;
  return value.constructor === Object && Object.values(value).some(holdsDynamicBlock);
}
