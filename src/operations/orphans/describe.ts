import { relative } from "node:path";
import { type State } from "../../terraform/state";
import { evaluate, type OperatedStack } from "../stack";
import { type Orphan } from "./find";
import { kindOf, parseArn } from "./kinds";

/** Describes the orphans of a stack, each with the commands that import or delete it. */
export function describeOrphans(stack: OperatedStack, state: State, orphans: readonly Orphan[]): string {
  if (orphans.length === 0)
    return `No orphans: every resource with the tags of ${stack.asked} is in its state.`;
  const many = orphans.length > 1;
  return [
    `${orphans.length} ${many ? "resources carry" : "resource carries"} the tags of ${stack.asked} and ${many ? "are" : "is"} not in its state. The run that created ${many ? "them" : "it"} ended before it stored the state.`,
    ...orphans.flatMap((orphan) => ["", ...describe(stack, state, orphan)]),
    "",
    "Import or delete each of them before the next deploy. A deploy fails where a name is taken, and creates a second resource where it is not.",
  ].join("\n");
}

function describe(stack: OperatedStack, state: State, { arn, region, tags }: Orphan): string[] {
  const parts = parseArn(arn);
  const kind = kindOf(parts);
  const title = `  ${arn}${tags.Name === undefined ? "" : ` (${tags.Name})`}`;
  if (kind === undefined) {
    return [
      title,
      "    import it with terraform import (the provider's page of its type names the id), or delete it",
    ];
  }
  const id = kind.by === "arn" ? arn : parts.id;
  const addresses = missing(stack, state, kind.type, tags.Name);
  const folder = relative(process.cwd(), stack.folder) || ".";
  const imports = addresses.map((address) => `terraform -chdir=${folder} import ${address} ${id}`);
  const deletion = kind.deletion === undefined ? "delete it" : `${kind.deletion} ${id} --region ${region}`;
  return [
    title,
    ...(imports.length === 0
      ? [`    the state has every ${kind.type} of the configuration: this one is not needed`]
      : []),
    ...imports.map((command, index) => `    ${index === 0 ? "import it:" : "       or:"} ${command}`),
    `    ${imports.length === 0 ? "    delete it:" : "or delete it:"} ${deletion}`,
  ];
}

/** The addresses of a type that the state lacks: those with the orphan's name, if any have it. */
function missing(stack: OperatedStack, state: State, type: string, name: string | undefined): string[] {
  const kept = new Set(
    (state.resources ?? [])
      .filter(({ mode }) => mode === "managed")
      .map((each) => `${each.type}.${each.name}`),
  );
  const lacking = Object.entries(stack.content.resource?.[type] ?? {}).filter(
    ([key]) => !kept.has(`${type}.${key}`),
  );
  const named = lacking.filter(([, { tags }]) => {
    const own: unknown = tags && Reflect.get(tags, "Name");
    return name !== undefined && typeof own === "string" && evaluate(stack, own) === name;
  });
  return (named.length > 0 ? named : lacking).map(([key]) => `${type}.${key}`);
}
