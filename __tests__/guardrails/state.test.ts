import { evaluate, readConfiguration } from "../../src/guardrails";
import { rulesNamed } from "./support";

const resource = (address: string, values: Record<string, unknown>) => {
  const [type = "", name = ""] = address.split(".").slice(-2);
  return { address, mode: "managed", type, name, values };
};
const state = readConfiguration(
  {
    format_version: "1.0",
    terraform_version: "1.11.4",
    values: {
      root_module: {
        resources: [
          resource("aws_vpc.main", { id: "vpc-1" }),
          resource("aws_vpc.other", { id: "vpc-2" }),
          resource("aws_flow_log.main", { id: "fl-1", vpc_id: "vpc-1" }),
        ],
        child_modules: [
          {
            address: "module.logs",
            resources: [
              resource("module.logs.aws_cloudwatch_log_group.x", {
                name: "x",
                kms_key_id: "",
                retention_in_days: 7,
              }),
            ],
          },
        ],
      },
    },
  },
  "state",
);

const report = evaluate(state, {
  rules: rulesNamed(
    "destroyable-prevent-destroy",
    "encryption-log-group-cmk",
    "encryption-state-backend",
    "logging-log-group-retention",
    "logging-vpc-flow-logs",
    "naming-environment-suffix",
  ),
});

test("resources are linked by their ids", () => {
  expect(state.referring("aws_vpc.main", "vpc_id").map(({ address }) => address)).toEqual([
    "aws_flow_log.main",
  ]);
  expect(state.referring("aws_vpc.main").map(({ address }) => address)).toContain("aws_flow_log.main");
  const flow = report.violations.filter(({ rule }) => rule === "logging-vpc-flow-logs");
  expect(flow.map(({ address }) => address)).toEqual(["aws_vpc.other"]);
});

test("an empty text is no key, and modules are read", () => {
  const group = report.violations.filter(({ address }) => address.startsWith("module.logs."));
  expect(group.map(({ rule }) => rule)).toEqual(["encryption-log-group-cmk"]);
});

test("what a state cannot show is unknown", () => {
  expect(report.unknowns.map(({ rule }) => rule)).toEqual([
    "destroyable-prevent-destroy",
    "encryption-state-backend",
    "naming-environment-suffix",
  ]);
});

test("what lacks an address, a type or values says nothing", () => {
  const odd = readConfiguration(
    {
      format_version: "1.0",
      values: {
        root_module: {
          resources: [{ address: "aws_a.b" }, { address: "aws_a.c", type: "aws_a", name: "c" }],
        },
      },
    },
    "state",
  );
  expect(odd.resources.map(({ address }) => address)).toEqual(["aws_a.c", "terraform"]);
  expect(odd.resource("aws_a.c")?.keys()).toEqual([]);
});
