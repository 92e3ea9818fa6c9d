import { CdktfOutput } from "../../src/terraform/cdktf-output";
import type { TerraformEvent } from "../../src/terraform/events";
import { parseUiLine } from "../../src/terraform/events";
import { duration, Progress } from "../../src/terraform/progress";
import { defined, recorded } from "./recorded";

/** A stream that keeps what is written. */
function screen(isTTY: boolean, columns?: number) {
  const written: string[] = [];
  return {
    isTTY,
    columns,
    written,
    write: (text: string) => written.push(text.replaceAll("\u001b", "ESC")),
    text: () => written.join(""),
  };
}
const play = (name: string): TerraformEvent[] => defined(recorded(name).map(parseUiLine));
const creating = (address: string): TerraformEvent => ({
  type: "started",
  action: "create",
  address,
  seconds: 0,
});

describe("progress", () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it("is one line for a short step without a terminal, without colour", () => {
    const out = screen(false);
    const step = new Progress(out, {}).begin("apply loan-processing");
    play("apply.jsonl").forEach(step.onEvent);
    step.end();
    expect(out.text()).toBe("ok     apply loan-processing: 2 created, 0s\n");
  });

  it("is a line every 5 seconds for a long step without a terminal: how far, and what is waited for", () => {
    const out = screen(false);
    const step = new Progress(out, {}).begin("apply lp");
    step.onEvent({ type: "summary", operation: "plan", add: 3, change: 0, remove: 0 });
    step.onEvent(creating("aws_vpc.a"));
    step.onEvent({ type: "completed", action: "create", address: "aws_vpc.a", seconds: 0 });
    step.onEvent(creating("aws_nat_gateway.b"));
    jest.advanceTimersByTime(4_000);
    step.onEvent(creating("aws_eip.c"));
    jest.advanceTimersByTime(61_000);
    expect(out.written).toHaveLength(13);
    expect(out.written.at(-1)).toBe("apply lp  1/3  1m05s  creating aws_nat_gateway.b (1m05s) and 1 more\n");
    step.fail("timeout");
    expect(out.written.at(-1)).toBe("FAILED apply lp: timeout, 1m05s\n");
    jest.advanceTimersByTime(60_000);
    expect(out.written).toHaveLength(14);
  });

  it("is one live line in a terminal, replaced by the step's end", () => {
    const out = screen(true, 80);
    const step = new Progress(out, {}).begin("destroy lp");
    play("destroy.jsonl").slice(0, -2).forEach(step.onEvent);
    jest.advanceTimersByTime(400);
    expect(out.written.at(-1)).toBe("\rdestroy lp  1/2  0s  deleting terraform_data.network (0s)ESC[K");
    play("destroy.jsonl").slice(-2).forEach(step.onEvent);
    step.end();
    expect(out.text().split("\n")).toHaveLength(2);
    expect(out.text()).toMatch(/\rESC\[KESC\[32mok {4}ESC\[0m destroy lp: 2 deleted, 0s\n$/);
  });

  it.each([
    ["NO_COLOR", { NO_COLOR: "1" }],
    ["a dumb terminal", { TERM: "dumb" }],
  ])("has no colour with %s", (_, environment) => {
    const out = screen(true, 80);
    new Progress(out, environment).begin("plan").end();
    expect(out.text()).not.toMatch(/ESC\[\d+m/);
    expect(out.text()).toContain("ok     plan: no changes, 0s\n");
  });

  it.each([
    [300, 120],
    [40, 39],
    [undefined, 120],
  ])("in %s columns is never wider than %s", (columns, widest) => {
    const out = screen(false, columns);
    const step = new Progress(out, {}).begin("apply");
    step.onEvent(creating(`aws_security_group.${"x".repeat(200)}`));
    jest.advanceTimersByTime(5_000);
    step.fail("y".repeat(200));
    for (const line of out.text().split("\n")) expect(line.length).toBeLessThanOrEqual(widest);
    expect(out.written[0]).toMatch(/\.\.\.\n$/);
  });

  it("tells of a plan what it found and counts errors", () => {
    const out = screen(false);
    const plan = new Progress(out, {}).begin("plan");
    plan.onEvent({ type: "summary", operation: "plan", add: 1, change: 2, remove: 0 });
    plan.end();
    const apply = new Progress(out, {}).begin("apply");
    play("fail.jsonl").forEach(apply.onEvent);
    apply.fail();
    expect(out.text()).toBe(
      "ok     plan: 1 to create, 2 to update, 0 to delete, 0s\nFAILED apply: 1 created, 1 error, 0s\n",
    );
  });

  it("serves cdktf deploy too", () => {
    const out = screen(false);
    const step = new Progress(out, {}).begin("cdktf deploy");
    const output = new CdktfOutput();
    for (const { event } of defined(recorded("cdktf-deploy.txt").map((line) => output.line(line)))) {
      step.onEvent(event);
    }
    step.end();
    expect(out.text()).toBe("ok     cdktf deploy: 1 created, 1 updated, 1 deleted, 0s\n");
  });

  it("says what is done where no events tell", () => {
    const out = screen(false);
    const step = new Progress(out, {}).begin("synth");
    step.say("bundling");
    jest.advanceTimersByTime(5_000);
    expect(out.text()).toBe("synth  5s  bundling\n");
    step.end("5 stacks");
    expect(out.text()).toMatch(/ok {5}synth: 5 stacks, 5s\n$/);
  });

  it.each([
    [900, "0s"],
    [59_999, "59s"],
    [185_000, "3m05s"],
    [3_720_000, "1h02m"],
  ])("writes %s ms as %s", (ms, text) => {
    expect(duration(ms)).toBe(text);
  });
});
