import type { Configuration } from "../../model/configuration";
import type { Rule } from "../../rule";
import { notApplicable, unknown, verdict } from "../../rule";
import { type Call, callsOf } from "./lib/calls";
import { endpointsOf } from "./lib/catalogue";
import { type Client, CLIENT_TYPES, clientOf } from "./lib/clients";
import { admission, endpointsByService, obstacle } from "./lib/endpoints";
import { imagesOf, layerObstacle } from "./lib/images";
import { wayOut } from "./lib/routes";

/** Where there is no way out, whatever a task, a function or an instance asks of AWS has an endpoint that lets it. */
export const awsApis: Rule = {
  id: "reachability-aws-apis",
  title: "Without a way out, every AWS service that is called is reached through an endpoint",
  pack: "reachability",
  controls: [],
  rationale:
    "In subnets without a way out a call that has no endpoint hangs until it times out: the image is not pulled, the log not written, and no plan says so.",
  remedy:
    "add the endpoint (private DNS, security group, route), or to its policy and the security groups what is missing; or take from the role what it does not use",
  types: CLIENT_TYPES,
  check: (resource, configuration) => {
    const client = clientOf(resource, configuration);
    if (client === undefined) return notApplicable();
    const ways = client.subnets.map((subnet) => wayOut(subnet, configuration));
    if (client.subnets.length === 0) return unknown(client.unseen.join("; "));
    if (ways.every((way) => way !== "none" && way !== "unseen")) return notApplicable();
    if (ways.includes("unseen")) return unknown("the routes of its subnets cannot be seen");
    const { calls, unseen } = callsOf(client, configuration);
    const wrongs = wrongsOf(client, calls, configuration);
    return verdict(wrongs.reached, [
      ...client.unseen,
      ...unseen.map((what) => `${what} cannot be seen`),
      ...wrongs.unseen,
    ]);
  },
};

function wrongsOf(client: Client, calls: readonly Call[], configuration: Configuration) {
  const endpoints = endpointsByService(configuration);
  const reached: string[] = [];
  const unseen: string[] = [];
  const layers =
    client.kind === "task" ? layerObstacle(client, calls, endpoints.get("s3") ?? [], configuration) : [];
  const images = imagesOf(client);
  reached.push(...layers, ...images.foreign);
  unseen.push(...images.unseen);
  for (const [service, callers] of byService(calls)) {
    const candidates = endpoints.get(service) ?? [];
    if (candidates.length === 0) {
      reached.push(
        `there is no endpoint of ${service}, which ${callers[0]?.role.address} calls (${actions(callers)})`,
      );
      continue;
    }
    const obstacles = candidates.map((endpoint) => obstacle(client, endpoint, service, configuration));
    // What it does not reach by any, it does not reach by the first.
    if (obstacles.every((found) => found !== undefined)) reached.push(...obstacles.slice(0, 1));
    for (const call of callers) {
      const answers = candidates.map((endpoint) => admission(endpoint, call, configuration));
      if (answers.includes(true)) continue;
      const text = `the policy of ${candidates[0]?.address} does not admit ${call.action} of ${call.role.address}`;
      if (answers.includes("unseen"))
        unseen.push(`whether ${text.replace("does not admit", "admits")} cannot be seen`);
      else reached.push(text);
    }
  }
  return { reached, unseen };
}

function byService(calls: readonly Call[]): ReadonlyMap<string, readonly Call[]> {
  const found = new Map<string, Call[]>();
  for (const call of calls) {
    for (const service of endpointsOf(call.action)) {
      const callers = found.get(service);
      if (callers === undefined) found.set(service, [call]);
      else callers.push(call);
    }
  }
  return found;
}

function actions(calls: readonly Call[]): string {
  return [...new Set(calls.map(({ action }) => action))].join(", ");
}
