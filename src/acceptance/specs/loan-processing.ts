import { DeleteCertificateCommand } from "@aws-sdk/client-acm";
import { importSelfSigned } from "../../operations/certificate/import";
import { flowLogs, leavesByNatGateways, securityGroups, subnets } from "../checks/network";
import { capacity, image, listeners, logGroups, path } from "../checks/services";
import { stateStored, stateVersions } from "../checks/state";
import { type Subject } from "../acceptance-spec";
import { filledBuckets, filledRepositories, filledVault } from "../checks/seed-data";
import { BUCKETS, loanProcessingChecks, REPOSITORIES } from "./loan-processing-checks";
import { ownDomain } from "./own-domain";

const SYSTEM = "loan-processing";
const DOMAIN = "loans.example.com";
const ASSETS_DOMAIN = "static.loans.example.com";

/** Every log group takes the retention of one variable. */
const LOG_GROUPS = [
  "cdn_waf_log_group",
  "cluster_insights",
  "credit_decision_task_log",
  "database_log_postgresql",
  "database_user_function_log",
  "loan_api_task_log",
  "network_flow_logs_log",
  "reassessment_task_log",
  "trail_log",
  "waf_log_group",
];

const API = "loan_api_service_name";
/** What holds after an update as before. */
const serving = [
  path("/loans/*", API),
  image(API, "loan_api_image"),
  logGroups(["log_retention_days", 365]),
] as const;

/** With a domain of its own: ACM issues its certificate, proven in the zone; that of the assets is brought. */
export const loanProcessing: Subject = {
  system: SYSTEM,
  region: "us-east-1",
  async prepare({ acm, route53 }) {
    const zone = await ownDomain(route53, DOMAIN);
    const CertificateArn = await importSelfSigned(acm, ASSETS_DOMAIN);
    return {
      variables: {
        ...zone.variables,
        assets_domain_name: ASSETS_DOMAIN,
        assets_certificate_arn: CertificateArn,
      },
      async remove() {
        await acm.send(new DeleteCertificateCommand({ CertificateArn }));
        await zone.remove();
      },
    };
  },
  checks: [
    subnets,
    leavesByNatGateways,
    securityGroups("loan-api"),
    flowLogs,
    listeners,
    ...serving,
    capacity(API, { FARGATE: 4, FARGATE_SPOT: 1 }),
    ...loanProcessingChecks,
    stateStored(SYSTEM),
  ],
  update: {
    variables: {
      loan_api_image: "public.ecr.aws/nginx/nginx-unprivileged:1.28-alpine",
      log_retention_days: 400,
    },
    changes: {
      // A task definition is a revision: a new one replaces it, and the service takes that in place.
      "aws_ecs_task_definition.loan_api_task": ["create", "delete"],
      "aws_ecs_service.loan_api": ["update"],
      ...Object.fromEntries(LOG_GROUPS.map((name) => [`aws_cloudwatch_log_group.${name}`, ["update"]])),
    },
    checks: [...serving, stateVersions(SYSTEM)],
  },
  use: [
    filledBuckets(BUCKETS),
    filledRepositories(REPOSITORIES),
    filledVault("backup_vault_arn", "database_endpoint"),
  ],
};
