import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";
import { type Place } from "./tests";

/** The code that fulfils a requirement: a statement of a system, with the constructs and functions that it uses. */
export interface Implementation extends Place {
  readonly id: string;
  /** Names with the files that define them. */
  readonly uses: readonly { readonly name: string; readonly file: string }[];
}

/** A comment of nothing but ids stands above the statement: `// LP-20, LP-21`. */
const IDS = /^\/\/ ([A-Z]{2}-\d+(?:, [A-Z]{2}-\d+)*)$/;

/** The implementations that a source file of a system names. */
export function implementationsIn(text: string, file: string): Implementation[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const imports = importsOf(source, file);
  const found: Implementation[] = [];
  const visited = new Set<number>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.getFullStart()) ?? []) {
      const ids = IDS.exec(text.slice(pos, end))?.[1];
      if (ids === undefined || visited.has(pos)) continue;
      visited.add(pos);
      const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
      const uses = usedBy(node, imports);
      found.push(...ids.split(", ").map((id) => ({ id, file, line, uses })));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The files that define the imported names, for imports of the project itself. */
function importsOf(source: ts.SourceFile, file: string): ReadonlyMap<string, string> {
  const imports = new Map<string, string>();
  for (const statement of source.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const path = statement.moduleSpecifier.text;
    const names = statement.importClause?.namedBindings;
    if (!path.startsWith(".") || names === undefined || !ts.isNamedImports(names)) continue;
    const target = posix.join(dirname(file), path);
    for (const { name } of names.elements) imports.set(name.text, `${target}.ts`);
  }
  return imports;
}

/** The classes that a node creates and the imported functions that it calls, in their order. */
function usedBy(node: ts.Node, imports: ReadonlyMap<string, string>): Implementation["uses"] {
  const uses = new Map<string, string>();
  const visit = (inner: ts.Node): void => {
    if ((ts.isNewExpression(inner) || ts.isCallExpression(inner)) && ts.isIdentifier(inner.expression)) {
      const file = imports.get(inner.expression.text);
      if (file !== undefined) uses.set(inner.expression.text, file);
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return [...uses].map(([name, file]) => ({ name, file }));
}

/** The implementations that the files of a system name. */
export function implementationsOf(system: string, root: string): Implementation[] {
  const folder = `src/systems/${system}`;
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .sort()
    .flatMap((path) =>
      implementationsIn(readFileSync(join(root, folder, path), "utf8"), `${folder}/${path}`),
    );
}
