import { execFile } from "node:child_process";
import { LocalCloudError } from "../process/errors";
import type { Mirror } from "./provider-mirror";
import { platform } from "./provider-mirror";

/** Oldest Terraform that the synthesized files are for. */
const MINIMUM = "1.5.0";
/** The provider that the constructs bind. */
const AWS_PROVIDER = "registry.terraform.io/hashicorp/aws";
const AWS_CONSTRAINT = "~> 5.100";

/** A Terraform that fits. */
export interface Terraform {
  /** What to call: a path, or `terraform` on PATH. */
  readonly executable: string;
  readonly version: string;
}

/** Numbers of a version (`1.11.4-rc1` -> 1, 11, 4), or undefined if it is none. */
export function parseVersion(text: string): readonly [number, number, number] | undefined {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

/**
 * The version in what `terraform version` says, as JSON or as text.
 * @returns undefined if it says none.
 */
export function versionIn(output: string): string | undefined {
  try {
    const json: unknown = JSON.parse(output);
    if (typeof json === "object" && json !== null && "terraform_version" in json) {
      return String(json.terraform_version);
    }
  } catch {
    // Not JSON: a warning may stand before it, or it is the text form.
  }
  return (/"terraform_version":\s*"([^"]+)"/.exec(output) ??
    /(?:Terraform|OpenTofu) v(\S+)/.exec(output))?.[1];
}

/** Whether a version is at least another (both `major.minor.patch`). */
export function isAtLeast(version: string, minimum: string): boolean {
  const [a, b] = [parseVersion(version), parseVersion(minimum)];
  if (!a || !b) return false;
  for (const [index, number] of a.entries()) {
    if (number !== b[index]) return number > (b[index] as number);
  }
  return true;
}

/** Whether a version of the AWS provider fits `~> 5.100`. */
export function fitsAwsConstraint(version: string): boolean {
  return isAtLeast(version, "5.100.0") && !isAtLeast(version, "6.0.0") && !version.includes("-");
}

/**
 * Finds Terraform: `PLINTH_TERRAFORM`, or `terraform` on PATH; 1.5.0 or later.
 * @throws {LocalCloudError} if there is none, it does not run, or it is too old.
 */
export async function findTerraform(environment: NodeJS.ProcessEnv): Promise<Terraform> {
  const executable = environment["PLINTH_TERRAFORM"] || "terraform";
  const whose = environment["PLINTH_TERRAFORM"] ? `PLINTH_TERRAFORM (${executable})` : "terraform on PATH";
  const remedy = `Install Terraform ${MINIMUM} or later (https://developer.hashicorp.com/terraform/install), or name one with PLINTH_TERRAFORM=/path/to/terraform.`;
  const output = await new Promise<string>((resolve, reject) => {
    // A configuration file that is named but missing makes Terraform complain before it answers.
    const env = { ...environment, CHECKPOINT_DISABLE: "1", TF_CLI_CONFIG_FILE: "/dev/null" };
    execFile(executable, ["version", "-json"], { env, timeout: 30_000 }, (error, stdout, stderr) => {
      if (!error) resolve(stdout);
      else if (error.code === "ENOENT") reject(new LocalCloudError(`No ${whose} was found. ${remedy}`));
      else reject(new LocalCloudError(`${whose} does not run: ${stderr.trim() || error.message} ${remedy}`));
    });
  });
  const version = versionIn(output);
  if (version === undefined) {
    throw new LocalCloudError(`${whose} does not say its version: ${JSON.stringify(output.slice(0, 200))}`);
  }
  if (!isAtLeast(version, MINIMUM)) {
    throw new LocalCloudError(
      `${whose} is version ${version}; ${MINIMUM} is the oldest that works. ${remedy}`,
    );
  }
  return { executable, version };
}

/**
 * Checks that what `terraform init` will take as AWS provider fits.
 * Without a mirror that holds it, the registry is asked and nothing can be said before.
 * @throws {LocalCloudError} if mirrors hold the provider for this platform, but in no version that fits.
 */
export function checkAwsProvider(mirrors: readonly Mirror[]): void {
  const holding = mirrors.filter((mirror) => mirror.providers.has(AWS_PROVIDER));
  const versionsIn = (mirror: Mirror) => mirror.providers.get(AWS_PROVIDER) as readonly string[];
  const versions = holding.flatMap(versionsIn);
  if (holding.length === 0 || versions.some(fitsAwsConstraint)) return;
  throw new LocalCloudError(
    [
      `No AWS provider in the mirror fits "${AWS_CONSTRAINT}" (hashicorp/aws, ${platform()}):`,
      ...holding.map((m) => `  ${m.folder} holds ${versionsIn(m).join(", ")}`),
      "Add 5.100.0 to it (terraform providers mirror), or name another with PLINTH_PROVIDER_MIRROR.",
    ].join("\n"),
  );
}

/** Whether Terraform must reach its registry for what the systems use, since no mirror holds all of it. */
export function needsRegistry(mirrors: readonly Mirror[]): boolean {
  return [AWS_PROVIDER, "registry.terraform.io/hashicorp/random"].some(
    (source) => !mirrors.some((mirror) => mirror.providers.has(source)),
  );
}
