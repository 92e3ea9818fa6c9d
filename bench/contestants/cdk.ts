import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CDK, ROOT } from "../measure/folders";
import { wallTime } from "../measure/process";
import { cdkApp } from "./cdk-app";
import { type System } from "./plinth";

const PACKAGES = join(ROOT, "bench/node_modules");
const OUT = join(CDK, "cdk.out");

/** As `cdk init app --language typescript` writes it, without what only its tests and declarations need. */
const TSCONFIG = {
  compilerOptions: {
    target: "ES2022",
    module: "NodeNext",
    moduleResolution: "NodeNext",
    lib: ["es2022"],
    strict: true,
    noImplicitAny: true,
    strictNullChecks: true,
    noImplicitThis: true,
    alwaysStrict: true,
    strictPropertyInitialization: false,
    skipLibCheck: true,
    types: ["node"],
  },
};

/** Installs the AWS CDK if it is missing, and makes an app of as many resources as the systems have. */
export function makeCdk(systems: readonly System[]): void {
  if (!existsSync(join(PACKAGES, "aws-cdk-lib/package.json"))) {
    execute("npm", ["ci", "--prefix", join(ROOT, "bench"), "--no-audit", "--no-fund"]);
  }
  mkdirSync(CDK, { recursive: true });
  writeFileSync(join(CDK, "tsconfig.json"), JSON.stringify(TSCONFIG));
  writeFileSync(join(CDK, "app.ts"), cdkApp(systems));
  execute(process.execPath, [join(PACKAGES, "typescript/bin/tsc"), "--project", CDK]);
  runCdk();
  for (const { name, resources } of systems) {
    const template = JSON.parse(readFileSync(join(OUT, `${name}.template.json`), "utf8")) as {
      Resources: object;
    };
    const made = Object.keys(template.Resources).length;
    if (made !== resources) throw new Error(`the CDK's ${name} has ${made} resources, not ${resources}`);
  }
}

function execute(command: string, args: readonly string[]): void {
  const { status } = spawnSync(command, args, { stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${String(status)}`);
}

const output = () => {
  rmSync(OUT, { recursive: true, force: true });
  return { CDK_OUTDIR: OUT };
};

/** Runs the app as compiled JavaScript, the fastest way. @returns ms */
export const runCdk = (): number =>
  wallTime({ args: [join(CDK, "app.js")], environment: output(), cwd: CDK });

/** Runs the app as the `cdk.json` of `cdk init` does: by ts-node, with type checks. @returns ms */
export const runCdkTypeScript = (): number =>
  wallTime({
    args: [join(PACKAGES, "ts-node/dist/bin.js"), "--prefer-ts-exts", join(CDK, "app.ts")],
    environment: output(),
    cwd: CDK,
  });
