import { DescribeKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import {
  paginateGetResources,
  ResourceGroupsTaggingAPIClient,
} from "@aws-sdk/client-resource-groups-tagging-api";
import { type State } from "../../terraform/state";
import { identityTags, type OperatedStack, regionsOf } from "../stack";
import { parseArn } from "./kinds";

/** Something in AWS that carries the tags of a deployment and is not in its state. */
export interface Orphan {
  readonly arn: string;
  /** Where it was found. */
  readonly region: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * What carries the deployment's tags and is not in its state: a run made it, and ended before it stored
 * that. What AWS makes by itself for those resources (tasks, their network interfaces, snapshots, backups)
 * carries the tags too and is passed over, as are keys that wait for their deletion.
 *
 * The tagging API knows neither IAM roles nor what cannot carry tags (aliases, policies, rules): those have names, and a
 * second one of the same name is refused.
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

/** Whether the state knows an ARN: under any name, since resources name their parts by many. */
function knownTo(state: State): (arn: string) => boolean {
  const texts = new Set<string>();
  for (const { mode, instances } of state.resources ?? []) {
    if (mode === "managed") for (const { attributes } of instances) collect(attributes, texts);
  }
  return (arn) => {
    const { service, type, id } = parseArn(arn);
    if (texts.has(arn) || texts.has(`${arn}:*`)) return true;
    // Some resources of EC2 have no ARN in Terraform; their ids are like no others'.
    if (service === "ec2") return texts.has(id);
    // A task definition that was replaced is still there, as a revision before the one in the state.
    return service === "ecs" && type === "task-definition" && texts.has(arn.replace(/:\d+$/, ""));
  };
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === "string") into.add(value);
  else if (typeof value === "object" && value !== null) {
    for (const part of Object.values(value)) collect(part, into);
  }
}

/** AWS copies tags onto what it makes for a resource, and then adds its own or says so in the ARN. */
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

/** A key is destroyed days after it was told to, and keeps its tags until then. */
async function isGoing({ arn, region }: Orphan): Promise<boolean> {
  const { service, type } = parseArn(arn);
  if (service !== "kms" || type !== "key") return false;
  const { KeyMetadata } = await new KMSClient({ region }).send(new DescribeKeyCommand({ KeyId: arn }));
  return KeyMetadata?.DeletionDate !== undefined;
}
