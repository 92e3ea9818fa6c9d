import { DeleteCertificateCommand } from "@aws-sdk/client-acm";
import { CreateHostedZoneCommand, DeleteHostedZoneCommand } from "@aws-sdk/client-route-53";
import { importSelfSigned } from "../../certificate/import";
import { networkChecks } from "../checks/network";
import { afterUpdate, serviceChecks } from "../checks/services";
import { stateStored, stateVersions } from "../checks/state";
import { present, type Subject } from "../subject";
import { loanProcessingChecks } from "./loan-processing-checks";

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

/** With a domain of its own: ACM issues its certificate, proven in the zone; that of the assets is brought. */
export const loanProcessing: Subject = {
  system: SYSTEM,
  region: "us-east-1",
  async prepare({ acm, route53 }) {
    const { HostedZone } = await route53.send(
      new CreateHostedZoneCommand({ Name: DOMAIN, CallerReference: "proof" }),
    );
    const Id = present(HostedZone?.Id, "the hosted zone's id");
    const CertificateArn = await importSelfSigned(acm, ASSETS_DOMAIN);
    return {
      variables: {
        domain_name: DOMAIN,
        hosted_zone_id: Id.replace("/hostedzone/", ""),
        assets_domain_name: ASSETS_DOMAIN,
        assets_certificate_arn: CertificateArn,
      },
      async remove() {
        await acm.send(new DeleteCertificateCommand({ CertificateArn }));
        await route53.send(new DeleteHostedZoneCommand({ Id }));
      },
    };
  },
  checks: [...networkChecks, ...serviceChecks, ...loanProcessingChecks, stateStored(SYSTEM)],
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
    checks: [...afterUpdate, stateVersions(SYSTEM)],
  },
};
