import { ServiceDiscovery } from "../../../src/constructs/compute/service-discovery";
import { PlinthApp } from "../../../src/core/app";
import { type SystemStack } from "../../../src/core/system-stack";
import { networkIn } from "../../support/parts";
import { inTemporaryFolder, problemsOf, stackOf, systemOf } from "../../support/synth";

const discoveryIn = (stack: SystemStack) =>
  new ServiceDiscovery(stack, "discovery", { network: networkIn(stack) });
const registered = (destroyable = true) =>
  stackOf((stack) => void discoveryIn(stack).register("loan-api"), { destroyable });

test("names are known in the network alone", () => {
  expect(registered().only("aws_service_discovery_private_dns_namespace")).toMatchObject({
    name: "namespace-${var.environment_suffix}",
    vpc: "${aws_vpc.network.id}",
  });
});

test("a service has an address for each task that is well, for 10 seconds", () => {
  expect(registered().resource("aws_service_discovery_service", "discovery_loan_api")).toMatchObject({
    name: "loan-api",
    dns_config: {
      namespace_id: "${aws_service_discovery_private_dns_namespace.discovery.id}",
      routing_policy: "MULTIVALUE",
      dns_records: [{ type: "A", ttl: 10 }],
    },
    health_check_custom_config: { failure_threshold: 1 },
    force_destroy: true,
  });
});

test("a system that is to be kept does not drop the addresses of running tasks", () => {
  expect(registered(false).only("aws_service_discovery_service").force_destroy).toBe(false);
});

test("a host name may be asked for before its service is registered", () => {
  const made = stackOf((stack) => {
    const discovery = discoveryIn(stack);
    stack.output("host", { value: discovery.hostOf("credit-decision"), description: "Host" });
    discovery.register("credit-decision");
  });
  expect(made.section("output").host?.value).toBe("credit-decision.namespace-${var.environment_suffix}");
});

test.each([
  ["loan-api", ["loan-api"]],
  ["none", []],
])("a host name that nobody has is refused when the app is synthesized: there are %s", (there, names) => {
  const System = systemOf((stack) => {
    const discovery = discoveryIn(stack);
    for (const name of names) discovery.register(name);
    discovery.hostOf("loan-apy");
  });
  const problems = inTemporaryFolder((outdir) => {
    const app = new PlinthApp({ environment: {}, outdir });
    app.add(System, "test");
    return problemsOf(() => {
      app.synth();
    });
  });
  expect(problems).toEqual([
    {
      where: "test/discovery",
      message: `no service "loan-apy" is registered, whose host name is asked for: there are ${there}`,
    },
  ]);
});
