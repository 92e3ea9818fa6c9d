import type { Configuration } from "../../../model/configuration";
import type { Resource } from "../../../model/resource";
import { policyAt } from "../../lib/policy";
import { type Call } from "./calls";
import { written } from "../../lib/written";
import { covers } from "../../lib/covers";
import type { Client } from "./clients";
import { obstacle } from "./endpoints";

/** An image of a private ECR registry. */
const PRIVATE = /\.dkr\.ecr\.|repository_url/;

/** The images of a task that no endpoint leads to, and those whose registry cannot be seen. */
export function imagesOf(client: Client): { readonly foreign: string[]; readonly unseen: string[] } {
  const containers = client.program?.json("container_definitions")?.blocks("") ?? [];
  const images = containers
    .map((container) => container.get("image"))
    .filter((image) => image.kind !== "absent" && !PRIVATE.test(written(image)));
  return {
    foreign: images
      .filter(({ kind }) => kind === "known")
      .map(
        (image) =>
          `its image ${written(image)} is not in a private ECR repository: no endpoint leads to other registries`,
      ),
    unseen: images
      .filter(({ kind }) => kind === "unknown")
      .map((image) => `from where its image ${written(image)} is pulled cannot be seen`),
  };
}

/** Why a task does not get the layers of its image, which ECR keeps in a bucket of its own in each region. */
export function layerObstacle(
  client: Client,
  calls: readonly Call[],
  gateways: readonly Resource[],
  configuration: Configuration,
): string[] {
  if (!calls.some(({ action }) => covers(action, "ecr:GetDownloadUrlForLayer"))) return [];
  const [gateway] = gateways;
  if (gateway === undefined) return ["there is no endpoint of s3, from where ECR hands out image layers"];
  const blocked = obstacle(client, gateway, "s3", configuration);
  if (blocked !== undefined) return [blocked];
  if (gateway.get("policy").kind === "absent") return [];
  const { statements } = policyAt(gateway, "policy", configuration);
  const admits = statements.some(
    ({ effect, actions, resources, conditions }) =>
      effect === "Allow" &&
      conditions.length === 0 &&
      actions.some((action) => covers(written(action), "s3:GetObject")) &&
      resources.some((one) => written(one) === "*" || /-starport-layer-bucket\/\*$/.test(written(one))),
  );
  return admits ? [] : [`the policy of ${gateway.address} does not admit the image layers of ECR's bucket`];
}
