import { CdktfOutput } from "../../src/terraform/cdktf-output";
import { describeDiagnostic } from "../../src/terraform/diagnostic";
import type { TerraformEvent } from "../../src/terraform/events";
import { parseUiLine } from "../../src/terraform/events";
import { defined, recorded } from "./recorded";

const words = (event: TerraformEvent): string => {
  if (event.type === "summary") {
    return `${event.operation} +${event.add} ~${event.change} -${event.remove}`;
  }
  if (event.type === "diagnostic") return `${event.diagnostic.severity} ${event.diagnostic.summary}`;
  if (event.type === "refreshed") return `refreshed ${event.address}`;
  return `${event.type} ${event.action} ${event.address} ${event.seconds}`;
};
const events = (name: string): string[] => defined(recorded(name).map(parseUiLine)).map(words);

describe("terraform -json", () => {
  it("tells what is planned, begun, still going on and done", () => {
    expect(events("apply.jsonl")).toEqual([
      "plan +2 ~0 -0",
      "started create terraform_data.network 0",
      "started create terraform_data.database 0",
      "completed create terraform_data.network 0",
      "running create terraform_data.database 10",
      "completed create terraform_data.database 12",
      "apply +2 ~0 -0",
    ]);
  });

  it("tells what is deleted", () => {
    expect(events("destroy.jsonl")).toEqual([
      "refreshed terraform_data.network",
      "refreshed terraform_data.database",
      "plan +0 ~0 -2",
      "started delete terraform_data.database 0",
      "completed delete terraform_data.database 0",
      "started delete terraform_data.network 0",
      "completed delete terraform_data.network 0",
      "destroy +0 ~0 -2",
    ]);
  });

  it("tells what went wrong, with the place and all that Terraform says", () => {
    const failed = defined(recorded("fail.jsonl").map(parseUiLine));
    expect(failed.map(words)).toContain("failed create terraform_data.database 0");
    const last = failed.at(-1);
    expect(last?.type === "diagnostic" && describeDiagnostic(last.diagnostic)).toBe(
      [
        "Error: local-exec provisioner error",
        "  with terraform_data.database",
        "  on cdk.tf.json line 40, in resource.terraform_data.database.provisioner[0].local-exec",
        "    }",
        "Error running command 'echo trouble; exit 3': exit status 3. Output: trouble",
      ].join("\n"),
    );
  });

  it.each(["", "Terraform v1.11.4", "{", '{"type":"log"}', '{"type":"apply_start","hook":{}}'])(
    "has nothing to say in %j",
    (line) => {
      expect(parseUiLine(line)).toBeUndefined();
    },
  );
});

describe("the output of cdktf", () => {
  const read = (lines: readonly string[]): string[] => {
    const output = new CdktfOutput();
    return defined(lines.map((line) => output.line(line))).map(
      ({ stack, event }) => `${stack}: ${words(event)}`,
    );
  };

  it("tells what cdktf deploy does, without its spinners and colours", () => {
    expect(read(recorded("cdktf-deploy.txt"))).toEqual(
      [
        "refreshed terraform_data.network",
        "refreshed terraform_data.database",
        "plan +1 ~1 -1",
        "started delete terraform_data.database 0",
        "completed delete terraform_data.database 0",
        "started update terraform_data.network 0",
        "completed update terraform_data.network 0",
        "started create terraform_data.database 0",
        "running create terraform_data.database 10",
        "completed create terraform_data.database 12",
        "apply +1 ~1 -1",
      ].map((line) => `loan-processing: ${line}`),
    );
  });

  it("tells what cdktf destroy does", () => {
    expect(read(recorded("cdktf-destroy.txt")).slice(-4)).toEqual(
      [
        "started delete terraform_data.database 0",
        "completed delete terraform_data.database 0",
        "completed delete terraform_data.network 0",
        "destroy +0 ~0 -2",
      ].map((line) => `loan-processing: ${line}`),
    );
  });

  it("tells what went wrong", () => {
    const output = new CdktfOutput();
    const found = defined(recorded("cdktf-fail.txt").map((line) => output.line(line))).at(-1);
    expect(found?.event).toEqual({
      type: "diagnostic",
      diagnostic: {
        severity: "error",
        summary: "local-exec provisioner error",
        detail: expect.stringMatching(
          /^with terraform_data\.database[\s\S]*exit status 3\. Output: trouble$/,
        ) as string,
      },
    });
  });

  it.each([
    [
      "loan-processing  aws_vpc.network_vpc: Creation complete after 2s [id=vpc-1]",
      "loan-processing: completed create aws_vpc.network_vpc 2",
    ],
    [
      "lm        aws_nat_gateway.a: Still creating... [01m40s elapsed]",
      "lm: running create aws_nat_gateway.a 100",
    ],
    [
      "lm  aws_rds_cluster.x: Still destroying... [id=x, 1m0s elapsed]",
      "lm: running delete aws_rds_cluster.x 60",
    ],
    [
      'lm  aws_subnet.private["a: b"]: Modifying... [id=subnet-1]',
      'lm: started update aws_subnet.private["a: b"] 0',
    ],
    [
      "lm  data.aws_caller_identity.me: Read complete after 0s [id=1]",
      "lm: completed read data.aws_caller_identity.me 0",
    ],
    ["lm  Plan: 1 to import, 2 to add, 3 to change, 4 to destroy.", "lm: plan +2 ~3 -4"],
    ["lm  No changes. Your infrastructure matches the configuration.", "lm: plan +0 ~0 -0"],
  ])("reads %j", (line, expected) => {
    expect(read([line])).toEqual([expected]);
  });

  it("knows which of several stacks a line without a name is of", () => {
    expect(
      read([
        "network          aws_vpc.a: Creating...",
        "                 aws_eip.b: Creating...",
        "loan-processing  aws_vpc.c: Creating...",
        "2 Stacks deploying     0 Stacks done     0 Stacks waiting",
        "                 aws_eip.d: Creating...",
      ]),
    ).toEqual([
      "network: started create aws_vpc.a 0",
      "network: started create aws_eip.b 0",
      "loan-processing: started create aws_vpc.c 0",
      "loan-processing: started create aws_eip.d 0",
    ]);
  });

  it("does not take prose for events", () => {
    expect(
      read(["Note: Objects have changed", "  # aws_vpc.a will be created", "aws_vpc.a (local-exec): hello"]),
    ).toEqual([]);
  });
});
