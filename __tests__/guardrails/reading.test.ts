import { readConfiguration, UnreadableError } from "../../src/guardrails";

const refusal = (json: unknown): string => {
  try {
    readConfiguration(json, "some.json");
  } catch (error) {
    if (error instanceof UnreadableError) return error.message;
    throw error;
  }
  return "";
};

test.each([
  ["a list", [], "a list, not an object"],
  ["null", null, "null, not an object"],
  ["nothing", undefined, "nothing, not an object"],
  ["an empty object", {}, "an empty object"],
  ["CloudFormation", { Resources: {}, Outputs: {} }, '"Resources", "Outputs" at its top is not Terraform'],
  ["a raw state", { version: 4, serial: 1, lineage: "x", resources: [] }, "`terraform show -json`"],
  ["a plan that failed", { format_version: "1.2", planned_values: {}, errored: true }, "ended in an error"],
])("%s is refused, with what is accepted", (_, json, expected) => {
  expect(refusal(json)).toContain(expected);
  expect(refusal(json)).toContain("some.json");
});

test("all that is malformed is said at once", () => {
  const message = refusal({ resource: { aws_vpc: { main: "x" }, aws_subnet: 7 } });
  expect(message).toContain("resource.aws_vpc.main is a string");
  expect(message).toContain("resource.aws_subnet is a number");
});

test("blocks may stand in lists at every level", () => {
  const configuration = readConfiguration(
    { resource: [{ aws_vpc: [{ main: [{ cidr_block: "c" }] }] }] },
    "x",
  );
  expect(configuration.resource("aws_vpc.main")?.text("cidr_block")).toBe("c");
});

test("a comment stands beside blocks, and is none", () => {
  const configuration = readConfiguration(
    { resource: { "//": "all", aws_vpc: { "//": "one", main: { cidr_block: "c" } } } },
    "x",
  );
  expect(configuration.resourcesOfType("aws_vpc").map(({ address }) => address)).toEqual(["aws_vpc.main"]);
});

test("an empty state can be read", () => {
  expect(readConfiguration({ format_version: "1.0" }, "x").kind).toBe("state");
});
