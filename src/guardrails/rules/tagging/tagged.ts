import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import { compliant, unknown, violation } from "../../rule";
import { providerOf } from "../lib/providers";
import { remembered } from "../lib/memoize";

/** What costs money or keeps data, and takes tags. */
const TYPES = [
  "aws_autoscaling_group",
  "aws_backup_vault",
  "aws_cloudfront_distribution",
  "aws_cloudwatch_log_group",
  "aws_db_instance",
  "aws_dynamodb_table",
  "aws_ebs_volume",
  "aws_ecr_repository",
  "aws_ecs_cluster",
  "aws_ecs_service",
  "aws_efs_file_system",
  "aws_elasticache_replication_group",
  "aws_instance",
  "aws_kinesis_firehose_delivery_stream",
  "aws_kinesis_stream",
  "aws_lambda_function",
  "aws_lb",
  "aws_nat_gateway",
  "aws_opensearch_domain",
  "aws_rds_cluster",
  "aws_rds_cluster_instance",
  "aws_s3_bucket",
  "aws_secretsmanager_secret",
  "aws_sns_topic",
  "aws_sqs_queue",
  "aws_vpc",
];

/** What costs money or keeps data has a tag beside its name. */
export const tagged: Rule = {
  id: "tagging-resources",
  title: "What costs money or keeps data is tagged",
  pack: "tagging",
  controls: [],
  rationale: "A bill without tags is nobody's.",
  remedy: "set tags on it, or default_tags on the provider",
  types: TYPES,
  check: (resource, configuration) => {
    const own = ["tags", "tags_all", "tag"].flatMap((path) =>
      resource.blocks(path).flatMap((block) => (path === "tag" ? [block.text("key") ?? "?"] : block.keys())),
    );
    if (own.some((key) => key !== "Name")) return compliant();
    const common = fromProvider(resource, configuration);
    if (common === true) return compliant();
    if (resource.get("tags").kind === "unknown" || common === "unknown")
      return unknown("its tags cannot be seen");
    return violation(own.length > 0 ? "it has no tag but Name" : "it has no tag");
  },
};

/**
 * Whether its provider has default tags. Where the file does not say which provider that is, all of them have to
 * agree; a state holds none, but all tags of each resource.
 */
function fromProvider(resource: Resource, configuration: Configuration): boolean | "unknown" {
  const own = providerOf(resource, configuration);
  const all = configuration.resourcesOfType("provider", "provider").filter(({ name }) => name === "aws");
  const said = new Set((own === undefined ? all : [own]).map(hasTags));
  if (said.size > 1 || said.has("unknown")) return "unknown";
  return said.has(true);
}

const hasTags = remembered((provider: Resource): boolean | "unknown" => {
  const blocks = provider.blocks("default_tags").flatMap((block) => block.blocks("tags"));
  if (blocks.some((block) => block.keys().length > 0)) return true;
  return blocks.length > 0 && provider.get("default_tags.tags").kind === "unknown" ? "unknown" : false;
});
