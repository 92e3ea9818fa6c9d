import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import { APP, ROOT } from "../process/project";
import { OperationError } from "./error";
import { runHere } from "../process/here";
import { unknownName } from "../process/suggestion";

/** The S3 backend of a stack, in Terraform's words. */
export interface S3State {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly dynamodb_table?: string;
  readonly use_lockfile?: boolean;
}

/** The parts of a synthesized stack that its operation needs. */
interface Synthesized {
  readonly terraform?: {
    readonly backend?: {
      readonly s3?: S3State;
      readonly local?: { readonly path?: string };
    };
    readonly cloud?: { readonly organization?: string; readonly workspaces?: { readonly name?: string } };
  };
  readonly provider?: {
    readonly aws?: readonly {
      readonly region?: string;
      readonly default_tags?: readonly { readonly tags: Readonly<Record<string, string>> }[];
    }[];
  };
  readonly variable?: Readonly<Record<string, { readonly default?: unknown }>>;
  readonly resource?: Readonly<Record<string, Readonly<Record<string, { readonly tags?: object }>>>>;
}

/** A synthesized stack, as what is said about it to people and to AWS. */
export interface OperatedStack {
  /** What it was asked for by, as the next command names it too. */
  readonly asked: string;
  /** The folder in which Terraform works. */
  readonly folder: string;
  readonly content: Synthesized;
}

/**
 * The stack of a system, synthesized anew for the deployment that the environment describes, as cdktf
 * does; or, of a folder, the stack that lies there as it is.
 * @param asked a system such as `loan-processing`, or the path of a folder with a `cdk.tf.json`
 * @throws OperationError if there is no such system or the app refuses
 */
export async function openStack(asked: string): Promise<OperatedStack> {
  if (asked.includes("/")) return read(asked, resolve(asked));
  const said: string[] = [];
  const { code } = await runHere.run(process.execPath, APP, {
    cwd: ROOT,
    onLine: (line) => said.push(line),
  });
  if (code !== 0) throw new OperationError(said.join("\n"));
  const named = process.env.CDKTF_OUTDIR || "cdktf.out";
  const stacks = join(isAbsolute(named) ? named : join(ROOT, named), "stacks");
  const folder = join(stacks, asked);
  if (!existsSync(folder)) {
    throw new OperationError(unknownName("system", asked, readdirSync(stacks).sort()));
  }
  return read(asked, folder);
}

function read(asked: string, folder: string): OperatedStack {
  const file = join(folder, "cdk.tf.json");
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new OperationError(
      `${folder} holds no cdk.tf.json: name a system, or the folder of a synthesized stack.`,
    );
  }
  return { asked, folder, content: JSON.parse(readFileSync(file, "utf8")) as Synthesized };
}

/**
 * Where the state lies, for what is done only to states in S3.
 * @throws OperationError that says what there is instead
 */
export function s3StateOf({ asked, content: { terraform = {} } }: OperatedStack): S3State {
  const { backend = {}, cloud } = terraform;
  if (backend.s3) return backend.s3;
  if (cloud) {
    const workspace = `${cloud.organization ?? ""}/${cloud.workspaces?.name ?? ""}`;
    throw new OperationError(
      `The state of ${asked} lies in the HCP Terraform workspace ${workspace}, which locks and keeps it itself: ` +
        "unlock it there (the workspace's page, Settings, Locking), or by terraform force-unlock.",
    );
  }
  throw new OperationError(
    `The state of ${asked} is the file ${backend.local?.path ?? "terraform.tfstate"}: its lock ends with the ` +
      "process that holds it, and there is nothing to look after.",
  );
}

/** An expression with the variables in it replaced by what the environment sets, or by their defaults. */
export function evaluate({ content }: OperatedStack, expression: string): string {
  return expression.replaceAll(/\$\{var\.(\w+)\}/g, (_, name: string) => {
    const byDefault = content.variable?.[name]?.default;
    return process.env[`TF_VAR_${name}`] ?? (typeof byDefault === "string" ? byDefault : "");
  });
}

/** The tags by which everything of this deployment is known: the system's and the suffix's. */
export function identityTags(stack: OperatedStack): Record<string, string> {
  const tags = stack.content.provider?.aws?.[0]?.default_tags?.[0]?.tags ?? {};
  const identity = ["Project", "System", "Environment"].map((name) => [name, tags[name]] as const);
  if (identity.some(([, value]) => value === undefined)) {
    throw new OperationError(
      `The provider of ${stack.asked} puts no tags Project, System and Environment on things.`,
    );
  }
  return Object.fromEntries(identity.map(([name, value]) => [name, evaluate(stack, value ?? "")]));
}

/** The regions that the stack acts in, and the one of AWS's global services. */
export function regionsOf({ content }: OperatedStack): string[] {
  const own = (content.provider?.aws ?? []).flatMap(({ region }) => region ?? []);
  return [...new Set([...own, "us-east-1"])];
}
