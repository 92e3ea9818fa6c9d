import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Configuration,
  defaultConfigurations,
  difference,
  managedAddresses,
  readManifest,
  rewriteManifests,
  synthesizeDefaults,
  SYSTEMS,
} from "../../src/review/addresses";
import { inTemporaryFolder } from "../support/synth";

const configurations = defaultConfigurations();

test("every folder of src/systems is deployed by main.ts, so that its addresses are watched", () => {
  const folders = readdirSync(SYSTEMS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    // What several systems share makes no resources of its own.
    .filter((name) => name !== "common");
  expect(folders.sort()).toEqual([...configurations.keys()]);
});

describe.each([...configurations])("the addresses of %s", (system, configuration) => {
  const { added, vanished } = difference(readManifest(system), configuration);

  test("lose none without a moved block: the next apply would destroy it", () => {
    expect(vanished).toEqual([]);
  });

  test("have none that is not in addresses.txt", () => {
    if (added.length > 0) {
      throw new Error(`new addresses, write them down with \`npm run addresses\`:\n  ${added.join("\n  ")}`);
    }
  });

  test("are sorted in addresses.txt, each once", () => {
    const manifest = readManifest(system);
    expect(manifest.length).toBeGreaterThan(0);
    expect(manifest).toEqual([...new Set(manifest)].sort());
  });
});

const of = (...names: string[]): Configuration => ({
  resource: { aws_vpc: Object.fromEntries(names.map((name) => [name, {}])) },
});

describe("the difference", () => {
  test("knows what is new and what is gone", () => {
    expect(difference(["aws_vpc.a", "aws_vpc.b"], of("b", "c"))).toEqual({
      added: ["aws_vpc.c"],
      moved: [],
      vanished: ["aws_vpc.a"],
    });
  });

  test("knows what went elsewhere, over as many moves as it took", () => {
    const moved = [
      { from: "aws_vpc.b", to: "aws_vpc.c" },
      { from: "aws_vpc.a", to: "aws_vpc.b" },
    ];
    expect(difference(["aws_vpc.a"], { ...of("c"), moved })).toEqual({
      added: ["aws_vpc.c"],
      moved: ["aws_vpc.a"],
      vanished: [],
    });
  });

  test.each([
    ["to nowhere", [{ from: "aws_vpc.a", to: "aws_vpc.gone" }]],
    [
      "in a circle",
      [
        { from: "aws_vpc.a", to: "aws_vpc.b" },
        { from: "aws_vpc.b", to: "aws_vpc.a" },
      ],
    ],
    ["of something else", [{ from: "aws_vpc.x", to: "aws_vpc.c" }]],
  ])("takes no move %s for an excuse", (_, moved) => {
    expect(difference(["aws_vpc.a"], { ...of("c"), moved }).vanished).toEqual(["aws_vpc.a"]);
  });

  test("looks at managed resources only, in the order of their code units", () => {
    const mixed = { ...of("b", "B", "a_b"), data: { aws_vpc: { x: {} } } };
    expect(managedAddresses(mixed)).toEqual(["aws_vpc.B", "aws_vpc.a_b", "aws_vpc.b"]);
  });
});

test("an app that fails is reported with its own message", () => {
  inTemporaryFolder((folder) => {
    const app = join(folder, "app.cjs");
    writeFileSync(app, 'console.error("nothing was synthesized"); process.exitCode = 3;');
    expect(() => {
      synthesizeDefaults(folder, [app]);
    }).toThrow("the app ended with 3: nothing was synthesized");
  });
});

describe("rewriting the manifests", () => {
  /** What `rewriteManifests` says, and the manifests after it, from manifests of `a` and `b`. */
  const rewrite = (one: Configuration, other: Configuration, removed: string[] = []) =>
    inTemporaryFolder((folder) => {
      for (const system of ["one", "other"]) {
        mkdirSync(join(folder, system));
        writeFileSync(join(folder, system, "addresses.txt"), "aws_vpc.a\naws_vpc.b\n");
      }
      const problems = rewriteManifests(
        new Map([
          ["one", one],
          ["other", other],
        ]),
        removed,
        folder,
      );
      const files = ["one", "other"].map((system) =>
        readFileSync(join(folder, system, "addresses.txt"), "utf8"),
      );
      return { problems, files };
    });
  const before = ["aws_vpc.a\naws_vpc.b\n", "aws_vpc.a\naws_vpc.b\n"];

  test("takes in what is new and what has moved", () => {
    const moved = [{ from: "aws_vpc.a", to: "aws_vpc.z" }];
    expect(rewrite({ ...of("z", "b"), moved }, of("c", "b", "a"))).toEqual({
      problems: [],
      files: ["aws_vpc.b\naws_vpc.z\n", "aws_vpc.a\naws_vpc.b\naws_vpc.c\n"],
    });
  });

  test("is refused when something vanished, naming each and its system; nothing is written", () => {
    const { problems, files } = rewrite(of(), of("a", "c"));
    expect(problems).toEqual([
      expect.stringMatching(/^one: aws_vpc\.a vanished/),
      expect.stringMatching(/^one: aws_vpc\.b vanished/),
      expect.stringMatching(/^other: aws_vpc\.b vanished.*--removed aws_vpc\.b$/),
    ]);
    expect(files).toEqual(before);
  });

  test("makes one for a system that is new, empty while it has nothing", () => {
    inTemporaryFolder((folder) => {
      mkdirSync(join(folder, "new"));
      expect(readManifest("new", folder)).toEqual([]);
      expect(rewriteManifests(new Map([["new", {}]]), [], folder)).toEqual([]);
      expect(readFileSync(join(folder, "new/addresses.txt"), "utf8")).toBe("");
    });
  });

  test("takes out what is named as removed, and only that", () => {
    expect(rewrite(of("b"), of("a", "b"), ["aws_vpc.a"])).toEqual({
      problems: [],
      files: ["aws_vpc.b\n", before[1]],
    });
    expect(rewrite(of(), of("a", "b"), ["aws_vpc.a"]).problems).toEqual([
      expect.stringMatching(/^one: aws_vpc\.b vanished/),
    ]);
  });

  test("is refused when what is named as removed is still there", () => {
    const { problems, files } = rewrite(of("a", "b"), of("a", "b"), ["aws_vpc.a"]);
    expect(problems).toEqual(["--removed aws_vpc.a: no manifest has lost that address"]);
    expect(files).toEqual(before);
  });
});
