import { type ACMClient, ImportCertificateCommand } from "@aws-sdk/client-acm";
import { generate } from "selfsigned";

/** Days that a self-signed certificate is valid: long enough to try a system, too short to stay. */
export const VALID_DAYS = 30;

const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Makes a self-signed certificate and imports it into ACM, for a first deployment without a domain.
 * The private key is never written: not to a file, not into Terraform's state.
 * @param name the common name, e.g. `loan-processing-dev.example`
 * @returns the certificate's ARN, for the variable `certificate_arn`
 */
export async function importSelfSigned(acm: ACMClient, name: string): Promise<string> {
  const now = Date.now();
  const made = await generate([{ name: "commonName", value: name }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notBeforeDate: new Date(now),
    notAfterDate: new Date(now + VALID_DAYS * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: false },
      { name: "subjectAltName", altNames: [{ type: 2, value: name }] },
    ],
  });
  const { CertificateArn } = await acm.send(
    new ImportCertificateCommand({
      Certificate: Buffer.from(made.cert),
      PrivateKey: Buffer.from(made.private),
      Tags: [
        { Key: "ManagedBy", Value: "plinth" },
        { Key: "Name", Value: name },
      ],
    }),
  );
  if (CertificateArn === undefined) throw new Error("ACM gave no ARN for the imported certificate");
  return CertificateArn;
}
