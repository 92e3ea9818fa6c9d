import { Key } from "../../../src/constructs/encryption/key";
import { platformIn } from "../../support/parts";
import { problemsOf, stackOf } from "../../support/synth";

const route = { paths: ["/a"], priority: 10, healthCheckPath: "/" } as const;

describe("a route", () => {
  test("refuses more paths than a rule takes and a priority out of range, both at once", () => {
    const problems = problemsOf(() =>
      stackOf((stack) => {
        const paths = ["/1", "/2", "/3", "/4", "/5", "/6"] as const;
        platformIn(stack).front.route("loans", { ...route, paths: [...paths], priority: 0 });
      }),
    );
    expect(problems.map(({ where }) => where)).toEqual(["test/front/loans", "test/front/loans"]);
    expect(problems.map(({ message }) => message).join()).toMatch(
      /6 paths.*5 at most.*priority 0.*1 to 50000/,
    );
  });

  test("refuses the priority of another route, and names it", () => {
    const [problem] = problemsOf(() =>
      stackOf((stack) => {
        const { front } = platformIn(stack);
        front.route("loans", route);
        front.route("credit", route);
      }),
    );
    expect(problem?.message).toBe("priority 10 of route credit is taken by loans");
  });
});

test("a key refuses a second use of one name: it would take the first one's permission away", () => {
  const [problem] = problemsOf(() =>
    stackOf((stack) => {
      const key = new Key(stack, "key", { purpose: "data", description: "Encrypts data" });
      key.allowService("queue", "events.amazonaws.com", []);
      key.allowService("queue", "sns.amazonaws.com", []);
    }),
  );
  expect(problem?.message).toContain('"AllowQueue" already');
});

test.each([0, 604_801, 1.5])("stickiness of %d seconds is refused", (stickySeconds) => {
  const problems = problemsOf(() =>
    stackOf((stack) => {
      platformIn(stack).front.route("loans", { ...route, stickySeconds });
    }),
  );
  expect(problems.map(({ message }) => message)).toEqual([
    `stickySeconds ${stickySeconds} is not allowed: whole seconds from 1 to 604800`,
  ]);
});
