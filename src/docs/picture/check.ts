import { type JsonObject } from "../../core/synthesis/json";
import { Graph } from "./graph";
import { type Edge, type Picture, pictureOf } from "./mermaid";
import { OUTSIDE, type Relation, relationsOf } from "./relations";

/**
 * How the picture of a page and a synthesized configuration differ: nothing when every address is in a
 * node, every relation between nodes is an arrow with its port, and every arrow is such a relation.
 *
 * A node says in a comment line what it stands for: construct paths in snake case (`front` is all of
 * `aws_*.front` and `aws_*.front_*`), types (`aws_kms_key.*`), addresses, or `outside`. What is longer
 * wins, a type over a path.
 */
export function pictureProblems(page: string, configuration: JsonObject): string[] {
  let picture: Picture;
  try {
    picture = pictureOf(page);
  } catch (error) {
    return [(error as Error).message];
  }
  const graph = new Graph(configuration);
  const place = placing(picture);
  const relations = relationsOf(graph).map((relation) => ({
    ...relation,
    a: place(relation.from)?.node,
    b: place(relation.to)?.node,
  }));
  const within = (node: string | undefined, ancestor: string): boolean =>
    node !== undefined && (node === ancestor || within(picture.parents.get(node), ancestor));
  // An arrow from or to a subgraph speaks for what is in it; one into it may also end at its edge.
  const says = (edge: Edge, a: string, b: string): boolean =>
    within(a, edge.from) && (within(b, edge.to) || within(edge.to, b));
  const isInside = (a: string, b: string): boolean => within(a, b) || within(b, a);

  const problems = [...meaningProblems(picture, graph), ...addressProblems(graph, place)];
  const missing = new Map<string, string>();
  for (const { a, b, port, by, from, to } of relations) {
    if (a === undefined || b === undefined || isInside(a, b)) continue;
    const drawn = picture.edges.filter((edge) => says(edge, a, b));
    const label = port === undefined ? "" : ` with ${port}`;
    if (drawn.some((edge) => port === undefined || new RegExp(`\\b${port}\\b`).test(edge.label))) continue;
    missing.set(
      `${a} -> ${b}${label}`,
      `it draws no arrow ${a} -> ${b}${label}: ${describe({ from, to, by })}`,
    );
  }
  problems.push(...missing.values());
  for (const edge of picture.edges) {
    const backed = relations.some(({ a, b }) => a !== undefined && b !== undefined && says(edge, a, b));
    if (!backed) problems.push(`its arrow ${edge.from} -> ${edge.to} is nowhere in the Terraform`);
  }
  return problems;
}

interface Place {
  readonly node: string;
  readonly meaning: string;
}

/** The node of an address: the one whose meaning is the most special. */
function placing({ meanings }: Picture): (address: string) => Place | undefined {
  const all = [...meanings].flatMap(([node, list]) => list.map((meaning): Place => ({ node, meaning })));
  return (address) =>
    all
      .filter(({ meaning }) => covers(meaning, address))
      .sort((one, other) => weight(other.meaning) - weight(one.meaning))[0];
}

function covers(meaning: string, address: string): boolean {
  if (meaning === OUTSIDE || address === OUTSIDE) return meaning === address;
  const dot = address.indexOf(".");
  const [type, name] = [address.slice(0, dot), address.slice(dot + 1)];
  if (meaning.endsWith(".*")) return `${type}.*` === meaning;
  if (meaning.includes(".")) return meaning === address;
  return name === meaning || name.startsWith(`${meaning}_`);
}

const A_TYPE = 1_000;
function weight(meaning: string): number {
  return meaning.length + (meaning.includes(".") ? A_TYPE : 0);
}

function meaningProblems({ parents, meanings }: Picture, graph: Graph): string[] {
  const known = [OUTSIDE, ...graph.addresses];
  return [
    ...[...parents.keys()]
      .filter((node) => !meanings.has(node) && ![...parents.values()].includes(node))
      .map((node) => `its node ${node} says nowhere what it stands for: add a line %% ${node}: ...`),
    ...[...meanings].flatMap(([node, list]) => [
      ...(parents.has(node) ? [] : [`its line %% ${node}: ... is of no node`]),
      ...list
        .filter((meaning) => !known.some((address) => covers(meaning, address)))
        .map((meaning) => `its node ${node} stands for ${meaning}, which there is not`),
    ]),
  ];
}

function addressProblems(graph: Graph, place: (address: string) => Place | undefined): string[] {
  return graph.addresses
    .filter((address) => place(address) === undefined)
    .map((address) => `${address} is in no node`);
}

function describe({ from, to, by }: Relation): string {
  const ends = [from, to].filter((end) => end !== by && end !== OUTSIDE);
  return ends.length === 0 ? `${by} says so` : `${by} says so, of ${ends.join(" and ")}`;
}
