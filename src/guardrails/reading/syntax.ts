import { evaluateJson, evaluateTemplate } from "../expressions/evaluate";
import type { Content, Variable } from "../model/configuration";
import type { Json, JsonObject } from "../model/json";
import { blockList, isList, isObject, kindOf } from "../model/json";
import { isNodeList, isNodeObject } from "../model/node";
import type { Mode } from "../model/resource";
import { Resource } from "../model/resource";
import { TemplateSource } from "../model/source";
import { UnreadableError } from "./problems";
import { SyntaxScope } from "./syntax-scope";

/** What may stand at the top of a file in configuration syntax. */
export const TOP_LEVEL: readonly string[] = [
  "//",
  "check",
  "data",
  "ephemeral",
  "import",
  "locals",
  "module",
  "moved",
  "output",
  "provider",
  "removed",
  "resource",
  "terraform",
  "variable",
];

/** A labelled block: `resource.<type>.<name>`, `variable.<name>`. */
interface Block {
  readonly labels: readonly string[];
  readonly body: JsonObject;
}

/** Reads a file in Terraform's JSON configuration syntax. */
export function readSyntax(json: JsonObject, origin: string): Content {
  const problems: string[] = [];
  const read = (kind: string, labels: number): readonly Block[] =>
    blocks(json[kind], [kind], labels, problems);
  const managed = read("resource", 2);
  const data = read("data", 2);
  const modules = read("module", 1);
  const variables = new Map(
    read("variable", 1).map(({ labels, body }) => {
      const name = labels[0] as string;
      return [name, variable(name, body)];
    }),
  );
  if (problems.length > 0) throw new UnreadableError(origin, problems);

  const locals = settings(json.locals);
  const bodies = new Map([
    ...managed.map((block) => [block.labels.join("."), block.body] as const),
    ...data.map((block) => [`data.${block.labels.join(".")}`, block.body] as const),
  ]);
  const scope = new SyntaxScope(variables, locals, bodies);
  const make = (address: string, mode: Mode, type: string, name: string, body: JsonObject): Resource =>
    new Resource(address, mode, type, name, new TemplateSource(body, scope.of(body)));
  const named = (mode: "managed" | "data", prefix: string, found: readonly Block[]): Resource[] =>
    found
      .filter(({ body }) => isMade(body, scope))
      .map(({ labels, body }) => {
        const [type, name] = labels as [string, string];
        return make(`${prefix}${type}.${name}`, mode, type, name, body);
      });

  const resources = [
    ...named("managed", "", managed),
    ...named("data", "data.", data),
    ...modules.map(({ labels, body }) => {
      const name = labels[0] as string;
      return make(`module.${name}`, "module", "module", name, body);
    }),
    ...providers(json.provider).map(([name, body]) => {
      const alias = typeof body.alias === "string" ? `.${body.alias}` : "";
      return make(`provider.${name}${alias}`, "provider", "provider", name, body);
    }),
    make("terraform", "settings", "terraform", "terraform", settings(json.terraform)),
  ];
  const stack = stackName(json["//"]);
  return { origin, kind: "configuration", resources, variables, ...(stack === undefined ? {} : { stack }) };
}

/** Takes labelled blocks apart; objects may stand in lists at every level. */
function blocks(json: Json | undefined, at: readonly string[], labels: number, problems: string[]): Block[] {
  if (json === undefined) return [];
  const found: Block[] = [];
  for (const item of isList(json) ? json : [json]) {
    if (!isObject(item)) {
      problems.push(`${at.join(".")} is ${kindOf(item)}, where a block (an object) is needed`);
    } else if (labels === 0) found.push({ labels: at.slice(1), body: item });
    else {
      for (const label in item)
        if (label !== "//") found.push(...blocks(item[label], [...at, label], labels - 1, problems));
    }
  }
  return found;
}

function variable(name: string, body: JsonObject): Variable {
  const validations = blockList(body.validation).flatMap(({ condition }) =>
    typeof condition === "string" ? [condition] : [],
  );
  const base = { name, sensitive: body.sensitive === true, validations };
  return body.default === undefined ? base : { ...base, default: body.default };
}

/** `count = 0` and an empty `for_each`, where they are known, make nothing. */
function isMade(body: JsonObject, scope: SyntaxScope): boolean {
  const { count, for_each: each } = body;
  if (count !== undefined) {
    const value = typeof count === "string" ? evaluateTemplate(count, scope.lookup) : count;
    if (value === 0 || value === "0") return false;
  }
  if (each === undefined) return true;
  const value = evaluateJson(each, scope.lookup);
  return !(
    (isNodeList(value) && value.length === 0) ||
    (isNodeObject(value) && Object.keys(value).length === 0)
  );
}

function providers(json: Json | undefined): [string, JsonObject][] {
  return blockList(json).flatMap((object) =>
    Object.entries(object).flatMap(([name, body]) =>
      blockList(body).map((one): [string, JsonObject] => [name, one]),
    ),
  );
}

/** One object of all blocks of a kind. */
function settings(json: Json | undefined): JsonObject {
  return Object.assign({}, ...blockList(json)) as JsonObject;
}

function stackName(comment: Json | undefined): string | undefined {
  const metadata = isObject(comment) ? comment.metadata : undefined;
  const name = isObject(metadata) ? metadata.stackName : undefined;
  return typeof name === "string" ? name : undefined;
}
