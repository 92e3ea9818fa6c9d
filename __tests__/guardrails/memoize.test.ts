import type { Configuration } from "../../src/guardrails";
import { rememberedIn } from "../../src/guardrails/rules/lib/memoize";
import { configurationOf } from "./support";

test("what is found of a thing is found once in each configuration, nothing too", () => {
  const asked: string[] = [];
  const find = rememberedIn((thing: { readonly name: string }, { resources }: Configuration) => {
    asked.push(`${thing.name} of ${resources.length}`);
    return resources.find(({ name }) => name === thing.name)?.address;
  });
  const [one, two] = [configurationOf({ "aws_x.y": {} }), configurationOf({ "aws_x.a": {}, "aws_x.b": {} })];
  const [y, b] = [{ name: "y" }, { name: "b" }];
  for (let time = 0; time < 2; time += 1) {
    expect([find(y, one), find(y, two), find(b, two)]).toEqual(["aws_x.y", undefined, "aws_x.b"]);
  }
  expect(asked).toEqual(["y of 2", "y of 3", "b of 3"]);
});
