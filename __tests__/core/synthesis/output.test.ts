import { type Json, type JsonObject } from "../../../src/core/synthesis/json";
import { renderTerraform } from "../../../src/core/synthesis/render";
import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { LoanProcessing } from "../../../src/systems/loan-processing/loan-processing";
import { StateBackend } from "../../../src/systems/state-backend/state-backend";
import { at, type Terraform } from "../../support/terraform";
import { synthesize } from "../../support/synth";

const stacks: [string, Terraform][] = [
  ["analytics-platform", synthesize(AnalyticsPlatform, "analytics-platform")],
  ["loan-processing", synthesize(LoanProcessing, "loan-processing")],
  ["state-backend", synthesize(StateBackend, "state-backend")],
];

function* keysOf(value: Json): Generator<string[]> {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) yield Object.keys(value);
  for (const inner of Object.values(value)) yield* keysOf(inner);
}

describe.each(stacks)("the Terraform of %s", (id, terraform) => {
  test("pins Terraform and the provider", () => {
    expect(at(terraform.json, "terraform", "required_version")).toBe(">= 1.5.0");
    expect(at(terraform.json, "terraform", "required_providers")).toEqual({
      aws: { source: "hashicorp/aws", version: "~> 5.100" },
    });
  });

  test("tells cdktf-cli what it reads: name, version, backend and the outputs' constructs", () => {
    const outputs = Object.keys(terraform.section("output"));
    expect(outputs.length).toBeGreaterThan(3);
    expect(terraform.json["//"]).toEqual({
      metadata: {
        stackName: id,
        version: expect.stringMatching(/^0\.21\./) as string,
        backend: id === "state-backend" ? "local" : "s3",
      },
      outputs: { [id]: Object.fromEntries(outputs.map((name) => [name, name])) },
      // For who runs the guardrails on the file.
      ...(id === "state-backend" && { guardrails: { leftOut: ["destroyable"] } }),
    });
  });

  test("has no metadata but that, and the reasons of what is excused beside their resources", () => {
    const { "//": root, ...rest } = terraform.json;
    expect(root).toBeDefined();
    const comments = (["resource", "data"] as const).flatMap((section) =>
      Object.values(terraform.section(section)).flatMap((named) =>
        Object.values(named).flatMap((block) => (block as JsonObject)["//"] ?? []),
      ),
    );
    expect(
      comments.filter(
        (comment) =>
          !/^"(checkov:skip=CKV\d*_AWS_\d+|plinth:skip=[a-z]+-[a-z-]+):.{20,}"$/.test(
            JSON.stringify(comment),
          ),
      ),
    ).toEqual([]);
    const places = [...keysOf(rest)].flat().filter((key) => key === "//");
    expect(places.length).toBeGreaterThan(2);
    expect(comments.length).toBeGreaterThanOrEqual(places.length);
    expect(JSON.stringify(terraform.json)).not.toMatch(/stackTrace|uniqueId/);
  });

  test("has no path of a machine and no unresolved token", () => {
    const text = JSON.stringify(terraform.json);
    expect(text).not.toContain(process.cwd());
    expect(text).not.toMatch(/TfToken|node_modules|"\/(home|root|tmp|usr|work|Users)\//);
  });

  test("gives every output a description", () => {
    const silent = Object.entries(terraform.section("output")).filter(([, { description }]) => !description);
    expect(silent).toEqual([]);
  });
});

describe("the bytes", () => {
  const sections = {
    output: 1,
    zebra: 2,
    "//": 3,
    resource: 4,
    terraform: 5,
    moved: 6,
    apple: 7,
    variable: 8,
  };

  test("have the sections in a reader's order, what is not known last", () => {
    expect(Object.keys(JSON.parse(renderTerraform(sections)) as JsonObject)).toEqual([
      "//",
      "terraform",
      "variable",
      "resource",
      "moved",
      "output",
      "apple",
      "zebra",
    ]);
  });

  test("have all other keys sorted by code unit, and lists as they were", () => {
    const inner = { b: [{ z: 1, a: 2 }, 3, 1], Z: null, a_b: true, "a-b": false, a: "" };
    const text = renderTerraform({ resource: inner });
    expect(text).toBe(
      `${JSON.stringify(
        { resource: { Z: null, a: "", "a-b": false, a_b: true, b: [{ a: 2, z: 1 }, 3, 1] } },
        null,
        2,
      )}\n`,
    );
  });

  test.each(stacks)("of %s are sorted", (_, terraform) => {
    const written = JSON.parse(renderTerraform(terraform.json)) as JsonObject;
    const { resource = {}, data = {}, variable = {} } = written;
    for (const keys of [...keysOf(resource), ...keysOf(data), ...keysOf(variable)]) {
      expect(keys).toEqual([...keys].sort());
    }
  });
});
