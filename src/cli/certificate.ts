import { ACMClient, DeleteCertificateCommand } from "@aws-sdk/client-acm";
import { parseArgs } from "node:util";
import { importSelfSigned, VALID_DAYS } from "../operations/certificate/import";

const USAGE = `usage: npm run certificate -- --name NAME [--region REGION]
       npm run certificate -- --delete ARN [--region REGION]

Imports a self-signed certificate into ACM, valid for ${VALID_DAYS} days, and prints its ARN for the variable
certificate_arn: for a first deployment without a domain. Browsers warn of it.
  --name NAME      the name that it certifies, such as loans.example.com
  --region REGION  default us-east-1
`;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      name: { type: "string" },
      delete: { type: "string" },
      region: { type: "string", default: "us-east-1" },
    },
  });
  const acm = new ACMClient({ region: values.region });
  if (values.delete !== undefined) {
    await acm.send(new DeleteCertificateCommand({ CertificateArn: values.delete }));
    return 0;
  }
  if (values.name === undefined || !/^([a-z0-9-]+\.)+[a-z0-9-]+$/.test(values.name)) {
    process.stderr.write(USAGE);
    return 2;
  }
  process.stdout.write(`${await importSelfSigned(acm, values.name)}\n`);
  return 0;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
