import { CdktfOutput } from "../../src/terraform/cdktf-output";
import { describeDiagnostic, TerraformError } from "../../src/terraform/diagnostic";
import { changesOf, describeChanges } from "../../src/terraform/plan";
import { Progress } from "../../src/terraform/progress";

const range = { filename: "cdk.tf.json", start: { line: 3 } };

describe("what Terraform has to say", () => {
  test("may be a summary alone", () => {
    expect(describeDiagnostic({ severity: "warning", summary: "Old" })).toBe("Warning: Old");
  });

  test("may have a place without code, or of no block", () => {
    const bare = { severity: "error", summary: "Wrong", range } as const;
    expect(describeDiagnostic(bare)).toBe("Error: Wrong\n  on cdk.tf.json line 3");
    expect(describeDiagnostic({ ...bare, snippet: { context: null, code: " x = 1 " } })).toBe(
      "Error: Wrong\n  on cdk.tf.json line 3\n    x = 1",
    );
  });

  test("is the error's message: its errors, else what it printed, else that it said nothing", () => {
    const failed = (
      ...rest: ConstructorParameters<typeof TerraformError> extends [string, string, string, ...infer R]
        ? R
        : never
    ) => new TerraformError("terraform apply", "/f", "exit code 1", ...rest).message;
    const warning = { severity: "warning", summary: "Old" } as const;
    const head = "terraform apply failed (exit code 1) in /f:\n";
    expect(failed([warning, { severity: "error", summary: "Wrong" }], "x")).toBe(`${head}Error: Wrong`);
    expect(failed([warning], " printed\n")).toBe(`${head}printed`);
    expect(failed([], "")).toBe(`${head}It said nothing.`);
  });
});

describe("cdktf's output", () => {
  const eventsOf = (...lines: string[]) => {
    const output = new CdktfOutput();
    return lines.flatMap((line) => output.line(line)?.event ?? []);
  };

  test("may hold a warning, and frames that are none", () => {
    expect(eventsOf("╷", "│ Warning: Old", "│ ", "│ Mend it.", "╵")).toEqual([
      { type: "diagnostic", diagnostic: { severity: "warning", summary: "Old", detail: "Mend it." } },
    ]);
    expect(eventsOf("╷", "│ something else", "╵", "╷", "╵")).toEqual([]);
  });
});

describe("a plan", () => {
  test("that has no changes lists none", () => {
    expect([describeChanges({}), changesOf({})]).toEqual([[], {}]);
  });

  test("shows neither what is secret nor what is long", () => {
    const resource_changes = [
      {
        address: "aws_x.y",
        type: "aws_x",
        change: {
          actions: ["update"],
          before: { secret: "a", text: "" },
          after: { text: "x".repeat(100) },
          after_unknown: { secret: true },
          before_sensitive: { secret: true },
        },
      },
    ];
    const [line] = describeChanges({ resource_changes });
    expect(line).toContain("secret (sensitive) -> (known after apply)");
    expect(line).toMatch(/text "" -> "x{76}\.\.\.$/);
  });
});

test("a step that fails is red in a terminal, where what was read counts until it is known what is to do", () => {
  const written: string[] = [];
  const stream = { isTTY: true, columns: 80, write: (text: string) => written.push(text) };
  jest.useFakeTimers();
  const step = new Progress(stream, {}).begin("plan");
  step.onEvent({ type: "refreshed", address: "aws_x.y" });
  step.onEvent({ type: "diagnostic", diagnostic: { severity: "warning", summary: "Old" } });
  jest.advanceTimersByTime(1_000);
  step.fail("no way");
  jest.useRealTimers();
  expect(written.some((text) => text.includes("plan  1 read  1s"))).toBe(true);
  expect(written.at(-1)).toContain("\u001b[31mFAILED\u001b[0m plan: no way");
});
