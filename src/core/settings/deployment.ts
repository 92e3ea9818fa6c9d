import { z } from "zod";
import { ConfigurationError, type Problem } from "../errors";
import { isSuffix, SUFFIX_RULE } from "../naming/suffix";
import { parseSettings } from "./parse";

const regionName = z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region such as us-east-1");
const flag = z.enum(["true", "false"], "true or false").transform((value) => value === "true");

const schema = z.strictObject({
  ENVIRONMENT_SUFFIX: z.string().refine(isSuffix, SUFFIX_RULE).default("dev"),
  DEPLOY_REGION: regionName.optional(),
  /** Read by the app: settings by deployment. */
  DEPLOY_SETTINGS: z.string().optional(),
  AWS_ACCOUNT_ID: z
    .string()
    .regex(/^\d{12}$/, "an account id has 12 digits")
    .optional(),
  TERRAFORM_STATE_BACKEND: z.enum(["s3", "cloud", "local"], "s3, cloud or local").default("s3"),
  TERRAFORM_STATE_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/, "3 to 63 lower-case letters, digits and hyphens")
    .optional(),
  TERRAFORM_STATE_REGION: regionName.default("us-east-1"),
  TERRAFORM_STATE_LOCK_TABLE: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{3,255}$/, "3 to 255 letters, digits, '.', '_' and '-'")
    .optional(),
  TERRAFORM_STATE_KMS_KEY: z
    .string()
    .regex(/^(alias\/|arn:aws[a-z-]*:kms:|[0-9a-f]{8}-|mrk-)/, "a KMS key's id, ARN or alias/...")
    .optional(),
  TERRAFORM_STATE_LOCKFILE: flag.default(false),
  TERRAFORM_STATE_FOLDER: z.string().default("."),
  TERRAFORM_STATE_BOOTSTRAP: z.enum(["local", "s3"], "local or s3").default("local"),
  TF_CLOUD_ORGANIZATION: z.string().min(1, "the organization's name").optional(),
  TF_CLOUD_HOSTNAME: z.string().min(1, "a host name").default("app.terraform.io"),
});

type Facts = z.output<typeof schema>;

/** Where the state of this deployment lies. */
export type StateBackend =
  | {
      readonly kind: "s3";
      readonly bucket: string;
      readonly region: string;
      readonly lockTable: string;
      readonly kmsKey: string;
      readonly useLockfile: boolean;
    }
  | { readonly kind: "cloud"; readonly organization: string; readonly hostname: string }
  | LocalState;

/** A file of this machine: for a trial, and for the stack that makes the others' bucket. */
export interface LocalState {
  readonly kind: "local";
  /** The folder of the file, from the project's root. */
  readonly folder: string;
}

/**
 * The facts of one deployment, from the environment. `docs/settings.md` lists the variables,
 * their defaults and what is allowed.
 */
export interface Deployment {
  /** Ends every name and is part of every state key. */
  readonly environmentSuffix: string;
  /** The region that was asked for; a system has its own default. */
  readonly region?: string;
  /** When given, the provider refuses to act in any other account. */
  readonly accountId?: string;
  readonly state: StateBackend;
  /** What the state-backend stack makes, whichever backend this run uses. */
  readonly stateBackend: {
    readonly bucket: string;
    readonly region: string;
    readonly lockTable: string;
    readonly kmsAlias: string;
    /** Where the state-backend stack keeps its own state. */
    readonly bootstrap: LocalState | "s3";
  };
}

/** Prefixes that belong to Plinth alone: an unknown variable under one of them is a misspelling. */
const OWN_PREFIXES = ["ENVIRONMENT_SUFFIX", "DEPLOY_", "TERRAFORM_STATE_"];

/**
 * Reads a deployment's facts from `environment`.
 * @throws ConfigurationError with every wrong or unknown variable
 */
export function deploymentFrom(environment: NodeJS.ProcessEnv): Deployment {
  const known = new Set(Object.keys(schema.shape));
  const mine = Object.keys(environment)
    .filter((key) => known.has(key) || OWN_PREFIXES.some((prefix) => key.startsWith(prefix)))
    // An empty variable is what CI systems make of an unset one.
    .filter((key) => environment[key] !== "");
  const given = Object.fromEntries(mine.map((key) => [key, environment[key]]));
  const parsed = parseSettings<Facts>(schema, given, "");
  const problems = [...(parsed.problems ?? []), ...crossProblems(given)];
  if (parsed.problems !== undefined || problems.length > 0) {
    throw new ConfigurationError("The environment does not describe a deployment:", problems);
  }
  return toDeployment(parsed.value);
}

/** Looks at what was given, so that it finds its problems beside those of single variables. */
function crossProblems(facts: NodeJS.ProcessEnv): Problem[] {
  const problems: Problem[] = [];
  if (facts.TERRAFORM_STATE_BACKEND === "cloud" && facts.TF_CLOUD_ORGANIZATION === undefined) {
    problems.push({
      where: "TF_CLOUD_ORGANIZATION",
      message: "missing: TERRAFORM_STATE_BACKEND=cloud needs the HCP Terraform organization",
    });
  }
  const backend = facts.TERRAFORM_STATE_BACKEND ?? "s3";
  if (facts.TERRAFORM_STATE_BOOTSTRAP === "s3" && backend !== "s3") {
    problems.push({
      where: "TERRAFORM_STATE_BOOTSTRAP",
      message: `"s3" needs TERRAFORM_STATE_BACKEND=s3, which is ${backend}: the state of state-backend would not lie in its bucket`,
    });
  }
  return problems;
}

function toDeployment(facts: Facts): Deployment {
  const suffix = facts.ENVIRONMENT_SUFFIX;
  const account = facts.AWS_ACCOUNT_ID === undefined ? "" : `${facts.AWS_ACCOUNT_ID}-`;
  const made = {
    bucket: facts.TERRAFORM_STATE_BUCKET ?? `bucket-tfstate-${account}${suffix}`,
    region: facts.TERRAFORM_STATE_REGION,
    lockTable: facts.TERRAFORM_STATE_LOCK_TABLE ?? `table-tfstate-${suffix}`,
    kmsAlias: `alias/key-tfstate-${suffix}`,
    bootstrap: facts.TERRAFORM_STATE_BOOTSTRAP === "local" ? localState(facts) : ("s3" as const),
  };
  return {
    environmentSuffix: suffix,
    ...(facts.DEPLOY_REGION !== undefined && { region: facts.DEPLOY_REGION }),
    ...(facts.AWS_ACCOUNT_ID !== undefined && { accountId: facts.AWS_ACCOUNT_ID }),
    state: toState(facts, made),
    stateBackend: made,
  };
}

function toState(
  facts: Facts,
  made: { bucket: string; region: string; lockTable: string; kmsAlias: string },
): StateBackend {
  switch (facts.TERRAFORM_STATE_BACKEND) {
    case "local":
      return localState(facts);
    case "cloud":
      return {
        kind: "cloud",
        // `crossProblems` has seen to it.
        organization: facts.TF_CLOUD_ORGANIZATION as string,
        hostname: facts.TF_CLOUD_HOSTNAME,
      };
    case "s3":
      return {
        kind: "s3",
        bucket: made.bucket,
        region: made.region,
        lockTable: made.lockTable,
        kmsKey: facts.TERRAFORM_STATE_KMS_KEY ?? made.kmsAlias,
        useLockfile: facts.TERRAFORM_STATE_LOCKFILE,
      };
  }
}

function localState(facts: Facts): LocalState {
  return { kind: "local", folder: facts.TERRAFORM_STATE_FOLDER };
}
