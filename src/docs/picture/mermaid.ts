/** An arrow of a picture. */
export interface Edge {
  readonly from: string;
  readonly to: string;
  /** What is written on it; empty without. */
  readonly label: string;
}

/** A Mermaid flowchart, as far as the pages use it. */
export interface Picture {
  /** Nodes and subgraphs by id, each with the subgraph that it is in. */
  readonly parents: ReadonlyMap<string, string | undefined>;
  readonly edges: readonly Edge[];
  /** What each node stands for, from its comment line `%% node: what, what`. */
  readonly meanings: ReadonlyMap<string, readonly string[]>;
}

const BLOCK = /```mermaid\n(flowchart [\s\S]*?)```/;
const COMMENT = /^%%\s*(?<about>\w+):\s*(?<meaning>.*)$/;
const SUBGRAPH = /^subgraph (\w+)(?:\s*\[.*\])?$/;
/** `id`, `id[text]`, `id["text"]`, `id[("text")]`, `id((text))`. */
const NODE = /^(\w+)(?:\[\("[^"]*"\)\]|\["[^"]*"\]|\[[^\]]*\]|\(\([^)]*\)\))?\s*/;
/** `-->`, `-.->`, `-- "label" -->`, `-. "label" .->`. */
const ARROW = /^(?:-->|-\.->|-- "([^"]*)" -->|-\. "([^"]*)" \.->)\s*/;

/**
 * The flowchart of a page.
 * @throws Error if the page has none, or with the line that cannot be read
 */
export function pictureOf(page: string): Picture {
  const [, text] = BLOCK.exec(page) ?? [];
  if (text === undefined) throw new Error("it has no Mermaid flowchart");
  const parents = new Map<string, string | undefined>();
  const edges: Edge[] = [];
  const meanings = new Map<string, readonly string[]>();
  const open: string[] = [];
  for (const line of text
    .split("\n")
    .slice(1)
    .map((each) => each.trim())) {
    if (line === "") continue;
    const comment = COMMENT.exec(line)?.groups as { about: string; meaning: string } | undefined;
    const [, subgraph] = SUBGRAPH.exec(line) ?? [];
    if (comment !== undefined) meanings.set(comment.about, comment.meaning.split(/,\s*/).filter(Boolean));
    else if (line === "end") open.pop();
    else if (subgraph !== undefined) {
      parents.set(subgraph, open.at(-1));
      open.push(subgraph);
    } else {
      const chain = readChain(line);
      edges.push(...chain.edges);
      // Mermaid puts a node into the first subgraph whose lines name it.
      for (const node of chain.nodes) parents.set(node, parents.get(node) ?? open.at(-1));
    }
  }
  return { parents, edges, meanings };
}

/** `a & b -- "label" --> c --> d` */
function readChain(line: string): { nodes: string[]; edges: Edge[] } {
  let rest = line;
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = rest.slice(found[0].length);
    return found;
  };
  const group = (): string[] => {
    const ids: string[] = [];
    do {
      const [, id] = take(NODE) ?? [];
      if (id === undefined) throw new Error(`its line "${line}" cannot be read at "${rest}"`);
      ids.push(id);
    } while (take(/^&\s*/) !== null);
    return ids;
  };
  let from = group();
  const nodes = [...from];
  const edges: Edge[] = [];
  while (rest !== "") {
    const arrow = take(ARROW);
    if (arrow === null) throw new Error(`its line "${line}" cannot be read at "${rest}"`);
    const label = arrow[1] ?? arrow[2] ?? "";
    const to = group();
    edges.push(...from.flatMap((a) => to.map((b) => ({ from: a, to: b, label }))));
    nodes.push(...to);
    from = to;
  }
  return { nodes, edges };
}
