import { Id } from "@cdktf/provider-random/lib/id";
import { RandomProvider } from "@cdktf/provider-random/lib/provider";
import { type Construct } from "constructs";
import { SystemStack } from "../../core/system-stack";

/**
 * The name of the snapshot that is taken when a cluster goes for good. Its random end stays the same
 * from plan to plan, and differs from that of an earlier cluster of the same name, whose snapshot is
 * still there. Only stacks that are kept come here: others need no random provider.
 */
export function finalSnapshotName(scope: Construct, clusterIdentifier: string): string {
  const stack = SystemStack.of(scope);
  if (stack.node.tryFindChild("random") === undefined) new RandomProvider(stack, "random");
  const suffix = new Id(scope, "final-snapshot", {
    byteLength: 4,
    keepers: { cluster: clusterIdentifier },
  });
  return `${clusterIdentifier}-final-${suffix.hex}`;
}
