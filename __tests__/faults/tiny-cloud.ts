import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { CreateTableCommand } from "@aws-sdk/client-dynamodb";
import { CreateAliasCommand, CreateKeyCommand } from "@aws-sdk/client-kms";
import { CreateBucketCommand, PutBucketVersioningCommand } from "@aws-sdk/client-s3";
import { type CommandOptions } from "../../src/process/command";
import { markedProcesses, MARKER, send } from "../../src/process/processes";
import { type LocalCloud, startLocalCloud } from "../../src/emulator/server";
import { type Clients, clientsOf } from "../../src/acceptance/clients";
import { environmentOf, type Facts, stackFolder, stateOf } from "../../src/acceptance/deployment";
import { ROOT } from "../../src/process/project";
import { FaultProxy } from "./fault-proxy";

const SUFFIX = "fault";
const APP = "__tests__/faults/tiny.ts";

/** How a command ended, and all that it printed. */
export interface Ran {
  readonly code: number;
  readonly output: string;
}

interface RunOptions extends Pick<CommandOptions, "cwd" | "env"> {
  readonly onLine?: (line: string) => void;
}

/** A local cloud behind a proxy that makes faults, with the stacks of `tiny.ts` to be deployed into it. */
export class TinyCloud {
  readonly aws: Clients;
  readonly place = stateOf("tiny", { suffix: SUFFIX });
  private facts: Facts;

  private constructor(
    readonly cloud: LocalCloud,
    readonly proxy: FaultProxy,
    folder: string,
  ) {
    this.aws = clientsOf(cloud.endpoint, "us-east-1");
    this.facts = { suffix: SUFFIX, outdir: join(folder, "cdktf.out"), settings: {} };
  }

  /** @param name of the folder for the stacks, one for each file of tests */
  static async start(name: string): Promise<TinyCloud> {
    const folder = join(ROOT, ".build/faults", name);
    rmSync(folder, { recursive: true, force: true });
    const cloud = await startLocalCloud({ quiet: true });
    return new TinyCloud(cloud, await FaultProxy.start(cloud.endpoint), folder);
  }

  async stop(): Promise<void> {
    await this.cloud.stop();
    await this.proxy.stop();
  }

  /** The synthesized stack's folder, from the project's root, as an operator would name it. */
  get stack(): string {
    return relative(ROOT, stackFolder(this.facts, "tiny"));
  }

  /** Makes by hand what keeps the state: in a second, where `state-backend` takes more than one minute. */
  async makeStatePlace(): Promise<void> {
    const { bucket, lockTable } = this.place;
    const { s3, dynamodb, kms } = this.aws;
    await s3.send(new CreateBucketCommand({ Bucket: bucket }));
    const VersioningConfiguration = { Status: "Enabled" } as const;
    await s3.send(new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration }));
    await dynamodb.send(
      new CreateTableCommand({
        TableName: lockTable,
        BillingMode: "PAY_PER_REQUEST",
        KeySchema: [{ AttributeName: "LockID", KeyType: "HASH" }],
        AttributeDefinitions: [{ AttributeName: "LockID", AttributeType: "S" }],
      }),
    );
    const { KeyMetadata } = await kms.send(new CreateKeyCommand({}));
    const AliasName = `alias/key-tfstate-${SUFFIX}`;
    await kms.send(new CreateAliasCommand({ AliasName, TargetKeyId: KeyMetadata?.KeyId }));
  }

  /** Synthesizes, with internet gateways of these names in `tiny`. */
  async synthesize(...gateways: string[]): Promise<void> {
    this.facts = { ...this.facts, settings: { "state-backend": { destroyable: true }, tiny: { gateways } } };
    const ran = await this.run(process.execPath, ["-r", "tsx/cjs", APP]);
    if (ran.code !== 0) throw new Error(ran.output);
  }

  /** Runs a command from the project's root; its calls go through the proxy. */
  async run(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    const { cwd = ROOT, env = {}, onLine } = options;
    const lines: string[] = [];
    const deployment = environmentOf(this.facts);
    const { code } = await this.cloud.run(command, args, {
      cwd,
      env: { ...this.proxy.environment, ...deployment, CI: "true", FORCE_COLOR: "0", ...env },
      onLine: (line) => {
        lines.push(line);
        onLine?.(line);
      },
    });
    return { code, output: lines.join("\n") };
  }

  /** `npx cdktf deploy SYSTEM`. */
  deploy(system = "tiny"): Promise<Ran> {
    const app = ["--app", `node -r tsx/cjs ${APP}`, "--output", this.facts.outdir];
    const flags = ["--skip-provider-lock", "--auto-approve"];
    return this.run("npx", ["--no-install", "cdktf", "deploy", system, ...app, ...flags]);
  }

  /** Terraform in the stack's folder. */
  terraform(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
    return this.run("terraform", [...args, "-no-color"], { ...options, cwd: join(ROOT, this.stack) });
  }

  init(): Promise<Ran> {
    return this.terraform(["init", "-input=false"]);
  }

  apply(options?: RunOptions): Promise<Ran> {
    return this.terraform(["apply", "-auto-approve"], options);
  }

  /** `npm run COMMAND -- STACK ...` */
  operate(command: "drift" | "orphans" | "state" | "unlock", ...args: string[]): Promise<Ran> {
    const npm = ["run", "--silent", command, "--", this.stack, ...args];
    return this.run("npm", npm);
  }

  /** Runs the commands that an output gives after `label`, as an operator would copy them. */
  async follow(output: string, label: string): Promise<string[]> {
    const commands = [...output.matchAll(new RegExp(`${label}:? +(\\S.*)$`, "gm"))].map(
      ([, command = ""]) => command,
    );
    for (const command of commands) {
      const ran = await this.run("bash", ["-c", command]);
      if (ran.code !== 0) throw new Error(`${command}\n${ran.output}`);
    }
    return commands;
  }

  /** What exists of a kind in the emulated account, without what keeps the state. */
  async existing(kind: RegExp): Promise<string[]> {
    return (await this.cloud.inventory())
      .map(({ service, kind: what, id }) => `${service} ${what} ${id}`)
      .filter((item) => kind.test(item));
  }

  /** Kills everything inside but the emulator, as a machine that goes away does. */
  async kill(): Promise<void> {
    for (const pid of await markedProcesses(this.cloud.environment[MARKER] ?? "")) {
      if (!readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("plinth_emulator")) send(pid, "SIGKILL");
    }
  }
}
