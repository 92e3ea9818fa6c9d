import { execFileSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import * as bundling from "../../../src/constructs/functions/bundle";
import { bundle } from "../../../src/constructs/functions/bundle";
import { NodeFunction, type NodeFunctionProps } from "../../../src/constructs/functions/node-function";
import { StackFile } from "../../../src/core/synthesis/stack-file";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey, networkIn } from "../../support/parts";
import { ROOT } from "../../support/files";
import { problemsOf, stackOf } from "../../support/synth";

const ENTRY = "src/handlers/database-user/index.ts";

function make(stack: SystemStack, given: Partial<NodeFunctionProps> = {}): NodeFunction {
  const key = logKey(stack);
  return new NodeFunction(stack, "validator", {
    purpose: "validator",
    description: "Validates",
    entry: ENTRY,
    network: networkIn(stack, {}, key),
    key,
    logs: { key, retentionInDays: 365 },
    environment: { MODE: "strict" },
    ...given,
  });
}

const made = stackOf((stack) => make(stack));
const lambda = made.only("aws_lambda_function");
const policy = made.resource("aws_iam_policy", "validator_role").policy;

describe("a function", () => {
  test("runs on Node.js in private subnets, with its own security group", () => {
    expect(lambda).toMatchObject({
      function_name: "function-validator-${var.environment_suffix}",
      handler: "index.handler",
      runtime: "nodejs22.x",
      architectures: ["arm64"],
      vpc_config: {
        subnet_ids: ["a", "b", "c"].map((az) => `\${aws_subnet.network_private_${az}.id}`),
        security_group_ids: ["${aws_security_group.validator_sg.id}"],
      },
    });
    expect(lambda).not.toHaveProperty("reserved_concurrent_executions");
  });

  test("has its code beside the configuration, by a path that is the same on every machine", () => {
    expect(lambda.filename).toBe("${path.module}/functions/validator.zip");
    expect(lambda.source_code_hash).toBe(bundle(ENTRY, 22).hash);
  });

  test("has its environment under its key, and is traced", () => {
    expect(lambda).toMatchObject({
      environment: { variables: { MODE: "strict" } },
      kms_key_arn: "${aws_kms_key.key.arn}",
      tracing_config: { mode: "Active" },
    });
  });

  test("logs into a group that is there before it, and may make none", () => {
    expect(lambda.logging_config).toEqual({
      log_format: "JSON",
      log_group: "${aws_cloudwatch_log_group.validator_log.name}",
    });
    expect(made.resource("aws_cloudwatch_log_group", "validator_log").name).toBe(
      "/aws/lambda/function-validator-${var.environment_suffix}",
    );
    expect(lambda.depends_on).toEqual(["aws_iam_role_policy_attachment.validator_role"]);
    expect(made.statements(policy).flatMap(({ actions }) => actions)).not.toContain("logs:CreateLogGroup");
  });

  test("may not do with network interfaces what Lambda does for it", () => {
    const { actions } = made.statement(policy, "AttachToVpc");
    expect(made.statement(policy, "DenyAttachToCode")).toMatchObject({
      effect: "Deny",
      actions,
      resources: ["*"],
      condition: [
        {
          test: "ArnEquals",
          variable: "lambda:SourceFunctionArn",
          values: [expect.stringMatching(/:function:function-validator-\$\{var.environment_suffix\}$/)],
        },
      ],
    });
  });

  test("decrypts by Lambda alone: its code cannot use the key for anything else", () => {
    expect(made.statement(policy, "DecryptEnvironment")).toMatchObject({
      actions: ["kms:Decrypt"],
      resources: ["${aws_kms_key.key.arn}"],
      condition: [{ variable: "kms:ViaService", values: ["lambda.us-east-1.amazonaws.com"] }],
    });
    expect(made.resources("aws_iam_role_policy")).toEqual({});
  });

  test("takes what is chosen", () => {
    const chosen = stackOf((stack) =>
      make(stack, { runtime: "nodejs20.x", architecture: "x86_64", memory: 512 }),
    );
    expect(chosen.only("aws_lambda_function")).toMatchObject({
      runtime: "nodejs20.x",
      architectures: ["x86_64"],
      memory_size: 512,
    });
  });
});

describe("is refused", () => {
  const refused = (given: Partial<NodeFunctionProps>) =>
    problemsOf(() => stackOf((stack) => make(stack, given))).map(({ message }) => message);

  test("with sizes that Lambda does not take, all of them named", () => {
    expect(refused({ memory: 127, timeout: 901 })).toEqual([
      "memory 127 is not allowed: 128 to 10240",
      "timeout 901 is not allowed: 1 to 900",
    ]);
  });

  test("without its source", () => {
    expect(refused({ entry: "src/handlers/nothing.ts" })).toEqual([
      "there is no file src/handlers/nothing.ts in the project",
    ]);
  });

  test("when its source does not compile: the place is named", () => {
    expect(refused({ entry: "README.md" })).toEqual([expect.stringContaining("README.md") as unknown]);
    const folder = mkdtempSync(join(ROOT, ".build/broken-"));
    try {
      writeFileSync(join(folder, "index.ts"), "export const handler =\n  = 1;\n");
      const entry = relative(ROOT, join(folder, "index.ts"));
      expect(refused({ entry })).toEqual([`${entry}:2: Unexpected "="`]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("with its own error where it is our mistake, which is not told as the user's", () => {
    const mistaken = jest.spyOn(bundling, "bundle").mockImplementation(() => {
      throw new TypeError("a bug of ours");
    });
    expect(() => stackOf((stack) => make(stack))).toThrow(new TypeError("a bug of ours"));
    mistaken.mockRestore();
  });
});

describe("a bundle", () => {
  test("is made of the source as it is now, once in a process", () => {
    const entry = ".build/bundled/index.ts";
    const unseen = randomUUID();
    mkdirSync(join(ROOT, ".build/bundled"), { recursive: true });
    writeFileSync(join(ROOT, entry), `export const handler = () => "${unseen}";\n`);
    const made = bundle(entry, 22);
    expect(made.zip.toString()).toContain(unseen);
    expect(bundle(entry, 22)).toBe(made);
  });

  test("is told by the hash of the zip, as Lambda tells it", () => {
    const { zip, hash } = bundle(ENTRY, 22);
    expect(createHash("sha256").update(zip).digest("base64")).toBe(hash);
  });

  test("runs by itself: what it imports is in it", () => {
    const folder = mkdtempSync(join(tmpdir(), "plinth-bundle-"));
    try {
      // Stored, so that the code is there in the zip as it is.
      const text = bundle(ENTRY, 20).zip;
      const start = 30 + "index.js".length;
      const file = join(folder, "index.js");
      writeFileSync(file, text.subarray(start, start + text.readUInt32LE(22)));
      expect(readFileSync(file, "utf8")).not.toContain(process.cwd());
      // In a process of its own, with nothing of the project in reach.
      const script = "require('./index.js').handler({}).catch(({ name }) => console.log(name))";
      const said = execFileSync(process.execPath, ["-e", script], { cwd: folder, encoding: "utf8", env: {} });
      expect(said).toBe("InvalidInput\n");
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("a file of a stack", () => {
  test("is written below the stack's folder", () => {
    const folder = mkdtempSync(join(tmpdir(), "plinth-file-"));
    try {
      stackOf((stack) => {
        make(stack);
        for (const file of StackFile.in(stack)) file.write(folder);
      });
      const written = readFileSync(join(folder, "functions/validator.zip"));
      expect(written.equals(bundle(ENTRY, 22).zip)).toBe(true);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test("is refused where another one is", () => {
    const twice = (stack: SystemStack) => {
      new StackFile(stack, "one", "a.zip", Buffer.of());
      new StackFile(stack, "two", "a.zip", Buffer.of());
    };
    expect(problemsOf(() => stackOf(twice))).toEqual([
      { where: "test/two", message: "its path a.zip is taken by test/one" },
    ]);
  });
});
