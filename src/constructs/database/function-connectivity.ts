import { type ITerraformDependable } from "cdktf";
import { type NodeFunction } from "../functions/node-function";
import { type Network } from "../network/network";
import { type Aurora } from "./aurora";

/**
 * What must be there before a function works on a database, and what nothing it has refers to: itself,
 * its way to Secrets Manager, and both ends of that to the database, which answers.
 */
export function readyToReach(
  { securityGroup, ready }: NodeFunction,
  database: Aurora,
  network: Network,
): ITerraformDependable[] {
  const ingress = `${database.port}-from-${securityGroup.purpose}`;
  const edges = [
    ...securityGroup.edges,
    ...database.securityGroup.edges.filter(({ node }) => node.id === ingress),
  ];
  return [...ready, ...edges, ...network.egressDependencies, ...database.ready];
}
