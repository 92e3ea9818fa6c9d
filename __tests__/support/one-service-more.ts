import { FargateService } from "../../src/constructs/compute/fargate-service";
import { Repository } from "../../src/constructs/compute/repository";
import { LoanProcessing } from "../../src/systems/loan-processing/loan-processing";

/** loan-processing with a third service, as somebody who builds on it would add one. */
export class OneServiceMore extends LoanProcessing {
  constructor(...given: ConstructorParameters<typeof LoanProcessing>) {
    super(...given);
    const { network, front, keys, logs, database, databaseUser } = this;
    const { cluster, discovery, loanApi } = this.services;
    const route = front.route("fraud-check", {
      paths: ["/fraud", "/fraud/*"],
      priority: 300,
      healthCheckPath: "/",
    });
    const service = new FargateService(this, "fraud-check", {
      cluster,
      network,
      discovery,
      logs,
      route,
      image: "public.ecr.aws/nginx/nginx-unprivileged:1.29-alpine",
      repository: new Repository(this, "fraud-check-images", {
        purpose: "fraud-check",
        key: keys.get("data"),
      }),
      size: { cpu: 256, memory: 512 },
      port: 8080,
      healthCheckPath: "/",
      environment: { DATABASE_HOST: database.endpoint, DATABASE_USER: databaseUser.user },
      desiredCount: 3,
      capacity: { fargate: 4, spot: 1 },
      dependsOn: databaseUser.ready,
    });
    loanApi.allowCallsTo(service);
    database.allowFrom(service.securityGroup);
    databaseUser.grantConnect(service.task.taskRole);
  }
}
