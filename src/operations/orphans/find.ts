import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { type State } from "../../terraform/state";
import { identityTags, type OperatedStack, regionsOf } from "../stack";
import { parseArn } from "./kinds";

/** A resource in AWS that carries the tags of a deployment and is not in its state. */
export interface Orphan {
  readonly arn: string;
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Finds resources that carry the tags of a deployment and are not in its state. A run created them and ended before it
 * stored the state. Resources that AWS itself creates (tasks, their network interfaces, snapshots, backups) carry the
 * tags too and are left out, as are keys that wait for their deletion.
 *
 * The tagging API returns neither IAM roles nor resources without tags (aliases, policies, rules). Those have names: AWS
 * refuses a second one.
 */
export async function findOrphans(stack: OperatedStack, state: State): Promise<Orphan[]> {
  const known = knownTo(state);
  const found = new Map<string, Orphan>();
  for (const region of regionsOf(stack)) {
    for (const orphan of await tagged(stack, region)) {
      if (!known(orphan.arn) && !madeByAws(orphan)) found.set(orphan.arn, orphan);
    }
  }
  const orphans = await Promise.all(
    [...found.values()].map(async (orphan) => ((await isGoing(orphan)) ? undefined : orphan)),
  );
  return orphans.filter((orphan) => orphan !== undefined).sort((a, b) => a.arn.localeCompare(b.arn));
}

async function tagged(stack: OperatedStack, region: string): Promise<Orphan[]> {
  const TagFilters = Object.entries(identityTags(stack)).map(([Key, value]) => ({ Key, Values: [value] }));
  const found: Orphan[] = [];
  const client = new ResourceGroupsTaggingAPIClient({ region });
  for await (const { ResourceTagMappingList = [] } of paginateGetResources({ client }, { TagFilters })) {
    for (const { ResourceARN, Tags = [] } of ResourceTagMappingList) {
      const tags = Object.fromEntries(Tags.map(({ Key = "", Value = "" }) => [Key, Value]));
      if (ResourceARN !== undefined) found.push({ arn: ResourceARN, region, tags });
    }
  }
  return found;
}

/** Whether the state holds an ARN in any attribute. */
function knownTo(state: State): (arn: string) => boolean {
  const texts = new Set<string>();
  for (const { mode, instances } of state.resources ?? []) {
    if (mode === "managed") for (const { attributes } of instances) collect(attributes, texts);
  }
  return (arn) => {
    const { service, type, id } = parseArn(arn);
    if (texts.has(arn) || texts.has(`${arn}:*`)) return true;
    // Some EC2 resources have no ARN in Terraform; their ids are unique.
    if (service === "ec2") return texts.has(id);
    // Terraform keeps replaced task definitions in AWS, as older revisions.
    return service === "ecs" && type === "task-definition" && texts.has(arn.replace(/:\d+$/, ""));
  };
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === "string") into.add(value);
  else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) collect(part, into);
  }
}

/** AWS copies tags to resources that it creates, and marks them by its own tags or in the ARN. */
function madeByAws({ arn, tags }: Orphan): boolean {
  const { service, type, id } = parseArn(arn);
  if (Object.keys(tags).some((key) => key.startsWith("aws:"))) return true;
  return (
    ["ec2:network-interface", "ecs:task", "backup:recovery-point", "rds:cluster-auto-backup"].includes(
      `${service}:${type}`,
    ) ||
    (service === "rds" && id.startsWith("rds:"))
  );
}

/** A key keeps its tags during the waiting period before its deletion. */
async function isGoing({ arn, region }: Orphan): Promise<boolean> {
  const { service, type } = parseArn(arn);
  if (service !== "kms" || type !== "key") return false;
  const { KeyMetadata } = await new KMSClient({ region }).send(new DescribeKeyCommand({ KeyId: arn }));
  return KeyMetadata?.DeletionDate !== undefined;
}
