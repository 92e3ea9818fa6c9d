import { relative } from "node:path";
import { type State } from "../../terraform/state";
import { evaluate, type OperatedStack } from "../stack";
import { type Orphan } from "./find";
import { kindOf, parseArn } from "./kinds";

/**
 * Says what the orphans of a stack are, and how each is taken over into the state or deleted, by commands
 * to be copied. Nothing found is a line too.
 */
export function describeOrphans(stack: OperatedStack, state: State, orphans: readonly Orphan[]): string {
  if (orphans.length === 0) return `Nothing carries the tags of ${stack.asked} but what its state knows.`;
  const many = orphans.length > 1;
  return [
    `${orphans.length} ${many ? "things carry" : "thing carries"} the tags of ${stack.asked} and ${many ? "are" : "is"} not in its state: made by a run that ended before it stored that, or whose answer was lost.`,
    ...orphans.flatMap((orphan) => ["", ...describe(stack, state, orphan)]),
    "",
    "Take over or delete each before the next deploy: it would stop at those that have a name of ours, and make a second one of the others.",
  ].join("\n");
}

function describe(stack: OperatedStack, state: State, { arn, region, tags }: Orphan): string[] {
  const parts = parseArn(arn);
  const kind = kindOf(parts);
  const title = `  ${arn}${tags.Name === undefined ? "" : ` (${tags.Name})`}`;
  if (kind === undefined) {
    return [
      title,
      "    take it over by terraform import (the provider's page of its type says by which id), or delete it",
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
      ? [`    every ${kind.type} of the configuration is in the state: this one is one too many`]
      : []),
    ...imports.map((command, index) => `    ${index === 0 ? "take it over:" : "           or:"} ${command}`),
    `    ${imports.length === 0 ? "    delete it:" : "or delete it:"} ${deletion}`,
  ];
}

/** The addresses of a type that the state lacks: those with the orphan's name, if there are any. */
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
