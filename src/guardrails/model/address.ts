/** An address of Terraform taken apart: `module.logs["access"].aws_s3_bucket.this[0]`. */
export interface Address {
  /** The module's address with its keys, "" for the root. */
  readonly module: string;
  /** The resource without its key: `aws_s3_bucket.this`, `data.aws_x.y`. */
  readonly subject: string;
  readonly key?: string | number;
}

const MODULE = /^module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/;
const KEY = /\[(\d+|"(?:[^"\\]|\\.)*")\]$/;

/** Takes an address apart. */
export function parseAddress(address: string): Address {
  // As most are: in the root, and without a key.
  if (!address.startsWith("module.") && !address.endsWith("]")) return { module: "", subject: address };
  let rest = address;
  const modules: string[] = [];
  for (let found = MODULE.exec(rest); found !== null; found = MODULE.exec(rest)) {
    modules.push(found[0]);
    rest = rest.slice(found[0].length).replace(/^\./, "");
  }
  const module = modules.join(".");
  const key = KEY.exec(rest);
  if (key === null) return { module, subject: rest };
  return { module, subject: rest.slice(0, key.index), key: JSON.parse(key[1] as string) as string | number };
}

/** The address without any index, that of the block in the source: `module.logs.aws_s3_bucket.this`. */
export function withoutKeys(address: string): string {
  const { module, subject } = parseAddress(address);
  const plain = moduleNames(module).map((name) => `module.${name}`);
  return [...plain, subject].filter((part) => part !== "").join(".");
}

/** The names of the modules on the way: `module.a["x"].module.b` gives a, b. */
export function moduleNames(module: string): string[] {
  return splitModules(module).map((part) => part.replace(/^module\./, "").replace(KEY, ""));
}

/** The address of the module that calls this one, and the name of the call. Undefined for the root. */
export function callOf(module: string): { parent: string; name: string } | undefined {
  const parts = splitModules(module);
  const name = moduleNames(module).at(-1);
  return name === undefined ? undefined : { parent: parts.slice(0, -1).join("."), name };
}

function splitModules(module: string): string[] {
  const parts: string[] = [];
  let rest = module;
  for (let found = MODULE.exec(rest); found !== null; found = MODULE.exec(rest)) {
    parts.push(found[0]);
    rest = rest.slice(found[0].length).replace(/^\./, "");
  }
  return parts;
}
