import { type Command, InvalidArgumentError } from "commander";
import type * as CertificateImport from "../../operations/certificate/import";
import type * as Acm from "@aws-sdk/client-acm";
import { action, load, UsageError } from "../action";
import { EXIT } from "../exit-codes";

interface Options {
  readonly name?: string;
  readonly delete?: string;
  readonly region: string;
}

export function addCertificate(program: Command): void {
  program
    .command("certificate")
    .description(
      "Imports a self-signed certificate into ACM, valid for 30 days, and prints its ARN for the variable certificate_arn. It serves a first deployment without a domain; browsers warn of it.",
    )
    .option("--name <name>", "the domain name of the certificate, such as loans.example.com", domainName)
    .option("--delete <arn>", "delete this certificate instead")
    .option("--region <region>", "the AWS region", "us-east-1")
    .addHelpText(
      "after",
      "\nExample:\n  export TF_VAR_certificate_arn=$(npx plinth certificate --name loans.example.com)",
    )
    .action(action(certificate));
}

function domainName(value: string): string {
  if (/^([a-z0-9-]+\.)+[a-z0-9-]+$/.test(value)) return value;
  throw new InvalidArgumentError("It must be a domain name in lower case, such as loans.example.com.");
}

async function certificate({ name, delete: arn, region }: Options): Promise<number> {
  if ((name === undefined) === (arn === undefined)) {
    throw new UsageError("Give either --name or --delete: plinth certificate --name loans.example.com");
  }
  const { ACMClient, DeleteCertificateCommand } = load("@aws-sdk/client-acm") as typeof Acm;
  const { importSelfSigned } = load("../operations/certificate/import") as typeof CertificateImport;
  const acm = new ACMClient({ region });
  if (arn !== undefined) await acm.send(new DeleteCertificateCommand({ CertificateArn: arn }));
  else process.stdout.write(`${await importSelfSigned(acm, name ?? "")}\n`);
  return EXIT.done;
}
