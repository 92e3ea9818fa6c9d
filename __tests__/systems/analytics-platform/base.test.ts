import { AnalyticsPlatform } from "../../../src/systems/analytics-platform/analytics-platform";
import { evaluate, readConfiguration } from "../../../src/guardrails";
import { problemsOf, synthesize } from "../../support/synth";

// The system is not whole yet, and main.ts does not deploy it: what stands of it holds.
const system = synthesize(AnalyticsPlatform, "analytics-platform");

test("it has no NAT gateway and reaches all it calls through endpoints", () => {
  expect(system.resources("aws_nat_gateway")).toEqual({});
  const { findings, rulesRun } = evaluate(readConfiguration(system.json, "analytics-platform"));
  expect(findings.filter(({ rule }) => rule.startsWith("reachability-"))).toEqual([]);
  expect(rulesRun.find(({ id }) => id === "reachability-aws-apis")?.compliant).toBeGreaterThanOrEqual(5);
});

test("its services run on Spot alone", () => {
  const services = Object.values(system.resources("aws_ecs_service"));
  expect(services.map(({ capacity_provider_strategy: strategy }) => strategy)).toEqual(
    Array.from({ length: 3 }, () => [{ capacity_provider: "FARGATE_SPOT", weight: 1 }]),
  );
});

test("a task below 2 vCPU and 4 GB is refused", () => {
  const settings = { ingestionSize: { cpu: 1024, memory: 2048 } };
  expect(problemsOf(() => synthesize(AnalyticsPlatform, "analytics-platform", { settings }))).toEqual([
    expect.objectContaining({ message: expect.stringContaining("at least 2048") as string }),
  ]);
});
