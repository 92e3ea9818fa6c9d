import { Limit } from "../../src/terraform/limit";

describe("the limit of runs at the same time", () => {
  it.each([1, 2])("of %s is kept, in the order of coming, also after a failure", async (most) => {
    const limit = new Limit(most);
    const begun: number[] = [];
    let [running, highest] = [0, 0];
    const results = await Promise.allSettled(
      [0, 1, 2, 3, 4].map((number) =>
        limit.run(async () => {
          begun.push(number);
          running += 1;
          highest = Math.max(highest, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
          if (number === 1) throw new Error("one");
          return number;
        }),
      ),
    );
    expect(highest).toBe(most);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
    expect(results.map(({ status }) => status)).toEqual(
      [0, 1, 2, 3, 4].map((number) => (number === 1 ? "rejected" : "fulfilled")),
    );
  });
});
