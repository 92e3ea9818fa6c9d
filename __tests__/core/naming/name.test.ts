import fc from "fast-check";
import { NAME_LIMITS, type NamedType } from "../../../src/core/naming/limits";
import { joinName, nameProblem } from "../../../src/core/naming/name";
import { isSuffix, SUFFIX_MAX_LENGTH } from "../../../src/core/naming/suffix";
import { problemsOf, stackOf } from "../../support/synth";

describe("a suffix", () => {
  test.each(["dev", "a", "1", "pr-1234", "a-b-c-d", "123456789012"])("%s is one", (suffix) => {
    expect(isSuffix(suffix)).toBe(true);
  });

  test.each(["", "Dev", "dev_1", "-dev", "dev-", "a--b", "dev.1", "dev 1", "1234567890123", "dév", "dev\n"])(
    "%j is none",
    (suffix) => {
      expect(isSuffix(suffix)).toBe(false);
    },
  );
});

const word = fc.stringMatching(/^[a-z0-9]{1,20}$/);
const words = fc.array(word, { minLength: 1, maxLength: 12 }).map((parts) => parts.join("-"));
const suffix = words.filter(isSuffix);
const account = fc.stringMatching(/^[0-9]{12}$/);
const type = fc.constantFrom(...(Object.keys(NAME_LIMITS) as NamedType[]));

describe("a name", () => {
  test("that is not refused fits its service, with every suffix and account", () => {
    fc.assert(
      fc.property(type, fc.option(words, { nil: undefined }), fc.boolean(), suffix, account, (...drawn) => {
        const [kind, purpose, global, end, id] = drawn;
        const parts = { type: kind, purpose, global };
        fc.pre(nameProblem(parts) === undefined);
        const name = joinName(parts, end, global ? id : undefined);
        expect(name.length).toBeLessThanOrEqual(NAME_LIMITS[kind]);
        expect(name.endsWith(`-${end}`)).toBe(true);
        expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      }),
    );
  });

  test("is refused by one character, not before: 32 are a target group's", () => {
    const room = NAME_LIMITS.tg - "tg--".length - SUFFIX_MAX_LENGTH;
    expect(nameProblem({ type: "tg", purpose: "x".repeat(room) })).toBeUndefined();
    const problem = nameProblem({ type: "tg", purpose: "x".repeat(room + 1) });
    expect(problem).toContain(`"tg-${"x".repeat(room + 1)}-<suffix>" could be 33 characters long`);
    expect(problem).toContain('AWS allows 32 for "tg": shorten it by 1');
  });

  test("that is unique in the world has room for the account's id", () => {
    const room = NAME_LIMITS.bucket - "bucket--123456789012-".length - SUFFIX_MAX_LENGTH;
    expect(nameProblem({ type: "bucket", purpose: "x".repeat(room), global: true })).toBeUndefined();
    expect(nameProblem({ type: "bucket", purpose: "x".repeat(room + 1), global: true })).toContain(
      "shorten it by 1",
    );
  });

  test.each(["Loan", "a_b", "-a", "a-", "a--b", "", "a b"])("cannot have the purpose %j", (purpose) => {
    expect(nameProblem({ type: "role", purpose })).toContain(`"${purpose}" cannot be part of a name`);
  });

  test.each([
    ["alb", 32],
    ["tg", 32],
    ["bucket", 63],
    ["role", 64],
    ["policy", 128],
    ["table", 255],
    ["cluster", 255],
    ["task", 255],
    ["log", 512],
  ] as const)("of a %s has AWS's limit, %d", (kind, limit) => {
    expect(NAME_LIMITS[kind]).toBe(limit);
  });
});

test("in a stack a name ends in the variable, a global one has the account before it", () => {
  const made = stackOf((stack) => {
    stack.output("plain", { value: stack.nameFor(stack, "role", "loan-api"), description: "a name" });
    stack.output("bare", { value: stack.nameFor(stack, "alb"), description: "a name" });
    stack.output("global", { value: stack.globalNameFor(stack, "bucket", "logs"), description: "a name" });
    stack.output("chosen", { value: stack.chosenName("my-bucket-dev"), description: "a name" });
    stack.output("other", { value: stack.chosenName("my-bucket-prod"), description: "a name" });
  }).section("output");
  expect(made.plain?.value).toBe("role-loan-api-${var.environment_suffix}");
  expect(made.bare?.value).toBe("alb-${var.environment_suffix}");
  expect(made.global?.value).toBe(
    "bucket-logs-${data.aws_caller_identity.caller.account_id}-${var.environment_suffix}",
  );
  expect(made.chosen?.value).toBe("my-bucket-${var.environment_suffix}");
  expect(made.other?.value).toBe("my-bucket-prod");
});

test("in a stack a name over the limit is refused with the path of its user", () => {
  const [problem, ...others] = problemsOf(() =>
    stackOf((stack) => stack.nameFor(stack, "tg", "a-very-long-purpose-indeed")),
  );
  expect(others).toEqual([]);
  expect(problem?.where).toBe("test");
  expect(problem?.message).toContain("AWS allows 32");
});
