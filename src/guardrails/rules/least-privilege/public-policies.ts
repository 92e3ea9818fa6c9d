import type { Rule } from "../../rule";
import { notApplicable, pciDss, securityHub, verdict } from "../../rule";
import { allowing } from "../lib/identity-policies";
import { policyAt } from "../lib/policy";
import { admitsEveryone, saysWho } from "../lib/principals";
import { isSet } from "../lib/expect";

/** Where each type has its policy. */
const PATHS: Readonly<Record<string, string>> = {
  aws_backup_vault_policy: "policy",
  aws_cloudwatch_event_bus_policy: "policy",
  aws_cloudwatch_log_resource_policy: "policy_document",
  aws_ecr_repository_policy: "policy",
  aws_efs_file_system_policy: "policy",
  aws_kinesis_resource_policy: "policy",
  aws_kms_key: "policy",
  aws_kms_key_policy: "policy",
  aws_opensearch_domain: "access_policies",
  aws_opensearch_domain_policy: "access_policies",
  aws_s3_bucket: "policy",
  aws_s3_bucket_policy: "policy",
  aws_secretsmanager_secret: "policy",
  aws_secretsmanager_secret_policy: "policy",
  aws_sns_topic: "policy",
  aws_sns_topic_policy: "policy",
  aws_sqs_queue: "policy",
  aws_sqs_queue_policy: "policy",
};

/** Policies of resources admit nobody in general. */
export const publicPolicies: Rule = {
  id: "least-privilege-public-policies",
  title: "No resource's policy admits everyone",
  pack: "least-privilege",
  controls: [...securityHub("S3.2", "S3.3", "SNS.4", "SQS.3"), ...pciDss("1.4.4", "7.2.5", "7.3.3")],
  shows: "Nobody outside is admitted by a resource's own policy without being named.",
  limits:
    "Whether those who are named need it is for its owner to say. Which of the resources store account data is not seen.",
  rationale: "A policy that allows * without a condition is open to every AWS account, or to everyone.",
  remedy:
    "name the principals, or add a condition on aws:SourceAccount, aws:SourceArn, aws:PrincipalOrgID or the like",
  types: Object.keys(PATHS),
  check: (resource, configuration) => {
    const path = PATHS[resource.type] as string;
    if (!isSet(resource, path)) return notApplicable();
    const policy = policyAt(resource, path, configuration);
    const open = allowing(policy)
      .filter((statement) => !saysWho(statement))
      .map((statement) => admitsEveryone(statement));
    return verdict(open.includes(true) ? ["it admits everyone, and no condition says who"] : [], [
      ...(open.includes("unknown") ? ["whom it admits cannot be seen"] : []),
      ...policy.unseen.map((document) => `it is ${document}`),
    ]);
  },
};
