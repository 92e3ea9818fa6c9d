import { type Construct } from "constructs";
import { type Deployment } from "../../core/settings/deployment";
import { SystemStack } from "../../core/system-stack";
import { Cluster } from "../../constructs/compute/cluster";
import { FargateService } from "../../constructs/compute/fargate-service";
import { AliasRecord } from "../../constructs/edge/alias-record";
import { Certificate } from "../../constructs/edge/certificate";
import { LoadBalancer } from "../../constructs/edge/load-balancer";
import { SystemKeys } from "../../constructs/encryption/system-keys";
import { Network } from "../../constructs/network/network";
import { LogBucket } from "../../constructs/storage/log-bucket";
import { type LoanProcessingSettings, loanProcessingSettings } from "./settings";
import { declareVariables } from "./variables";

const PORT = 8080;

/** Loan applications and credit decisions (requirements LP-01 to LP-75). */
export class LoanProcessing extends SystemStack {
  static readonly settings = loanProcessingSettings;

  constructor(
    scope: Construct,
    id: string,
    props: { deployment: Deployment; settings: LoanProcessingSettings },
  ) {
    const { deployment, settings } = props;
    super(scope, id, { deployment, region: "us-east-1", destroyable: settings.destroyable });
    const variables = declareVariables(this);

    const keys = new SystemKeys(this, "keys", { data: "data and task storage", logs: "log groups" });
    const logs = { key: keys.get("logs"), retentionInDays: variables.logRetentionDays };
    const network = new Network(this, "network", {
      cidr: settings.vpcCidr,
      azs: settings.azs,
      tiers: ["public", "private"],
      natGateways: "one-per-az",
      admits: { private: { services: PORT } },
      flowLogs: logs,
    });
    const accessLogs = new LogBucket(this, "access-logs", { purpose: "logs" });
    const certificate = new Certificate(this, "certificate", variables);
    const front = new LoadBalancer(this, "front", { network, certificate, accessLogs });
    new AliasRecord(this, "front-name", { ...variables, target: front });

    const cluster = new Cluster(this, "cluster", { logs, storageKey: keys.get("data") });
    const loanApi = new FargateService(this, "loan-api", {
      cluster,
      network,
      image: variables.loanApiImage,
      size: settings.loanApiSize,
      port: PORT,
      healthCheckPath: "/",
      desiredCount: settings.azs,
      capacity: { fargate: 4, spot: 1 },
      route: front.route("loan-api", { paths: ["/loans", "/loans/*"], priority: 100, healthCheckPath: "/" }),
      logs,
    });

    this.output("vpc_id", { value: network.vpc.id, description: "The VPC" });
    this.output("private_subnet_ids", {
      value: network.subnetIds("private"),
      description: "Subnets of the services",
    });
    this.output("alb_dns_name", {
      value: front.balancer.dnsName,
      description: "Where clients connect, or their domain's alias leads",
    });
    this.output("cluster_name", { value: cluster.name, description: "The ECS cluster" });
    this.output("loan_api_service_name", {
      value: loanApi.name,
      description: "The ECS service of the loan API",
    });
    this.output("access_logs_bucket", { value: accessLogs.name, description: "Bucket of the access logs" });
  }
}
