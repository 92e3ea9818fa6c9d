import type { Rule } from "../../rule";
import { notApplicable, pciDss, unknown, verdict } from "../../rule";
import { CLIENT_TYPES, clientOf } from "../reachability/lib/clients";
import { wayOut } from "../reachability/lib/routes";

/** Compute is in subnets that the internet cannot reach. */
export const computeSubnets: Rule = {
  id: "network-exposure-compute-subnets",
  title: "Tasks, functions and instances are in private subnets",
  pack: "network-exposure",
  controls: pciDss("1.4.2", "1.4.4"),
  shows: "No task, function or instance is in a subnet that the internet has a route to.",
  limits: "Which of them store account data is not seen. Rules of security groups are other rules' matter.",
  rationale:
    "In a subnet with a route to an internet gateway one public address is enough to be reached by anybody.",
  remedy: "put it into subnets whose default route leads to a NAT gateway or nowhere",
  types: CLIENT_TYPES,
  check: (resource, configuration) => {
    const client = clientOf(resource, configuration);
    if (client === undefined) return notApplicable();
    if (client.subnets.length === 0) return unknown("its subnets cannot be seen");
    const of = (way: string) => client.subnets.filter((subnet) => wayOut(subnet, configuration) === way);
    return verdict(
      of("internet").map(({ address }) => `${address} has a route to an internet gateway`),
      of("unseen").map(({ address }) => `the routes of ${address} cannot be seen`),
    );
  },
};
