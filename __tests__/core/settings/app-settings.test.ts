import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { readSettings, readSettingsFile } from "../../../src/core/settings/app-settings";
import { parseSettings } from "../../../src/core/settings/parse";
import { inTemporaryFolder, problemsOf } from "../../support/synth";

const schema = z.strictObject({ azs: z.number().default(3), cidr: z.string().default("10.0.0.0/16") });
const sources = { given: {}, context: undefined, file: undefined };

test("without any source the settings are the defaults", () => {
  expect(readSettings(schema, "loans", sources)).toEqual({ value: { azs: 3, cidr: "10.0.0.0/16" } });
});

test("a stronger source replaces single settings of a weaker one", () => {
  const given = { azs: 2, cidr: "10.1.0.0/16" };
  expect(readSettings(schema, "loans", { ...sources, given, context: { azs: 4 } })).toEqual({
    value: { azs: 4, cidr: "10.1.0.0/16" },
  });
  expect(readSettings(schema, "loans", { given, context: { azs: 4 }, file: { azs: 5 } })).toEqual({
    value: { azs: 5, cidr: "10.1.0.0/16" },
  });
});

test.each(["text", 3, null, [1]])("a source that is %j and no object is named", (value) => {
  const message = `expected an object of settings, got ${JSON.stringify(value)}`;
  expect(readSettings(schema, "loans", { given: {}, context: value, file: value }).problems).toEqual([
    { where: "context.loans", message },
    { where: "DEPLOY_SETTINGS.loans", message },
  ]);
});

test("unknown settings are refused, each by its name", () => {
  const given = { azz: 3, "nat-gateways": 1 };
  expect(readSettings(schema, "loans", { ...sources, given }).problems).toEqual([
    { where: "loans.azz", message: "there is no such setting" },
    { where: "loans.nat-gateways", message: "there is no such setting" },
  ]);
});

test("a problem deep inside is named by its path, with the value", () => {
  const deep = z.strictObject({ tiers: z.array(z.strictObject({ size: z.number("a number") })) });
  expect(parseSettings(deep, { tiers: [{ size: 1 }, { size: "big", color: "red" }] }, "loans")).toEqual({
    problems: [
      { where: "loans.tiers.1.size", message: '"big" is not allowed: a number' },
      { where: "loans.tiers.1.color", message: "there is no such setting" },
    ],
  });
});

describe("the settings file", () => {
  const read = (text: string) =>
    inTemporaryFolder((folder) => {
      const file = join(folder, "settings.json");
      writeFileSync(file, text);
      return readSettingsFile({ DEPLOY_SETTINGS: file });
    });

  test("is a JSON object by deployment; without one nothing is set", () => {
    expect(read('{"loans": {"azs": 2}}')).toEqual({ loans: { azs: 2 } });
    expect(readSettingsFile({})).toEqual({});
    expect(readSettingsFile({ DEPLOY_SETTINGS: "" })).toEqual({});
  });

  test.each(["", "{", "[]", "3", "null"])("that holds %j is refused with its path", (text) => {
    const [problem] = problemsOf(() => read(text));
    expect(problem?.where).toBe("DEPLOY_SETTINGS");
    expect(problem?.message).toContain("settings.json");
  });
});

test("a setting that is missing is named, and nothing is shown of what was not given", () => {
  const needed = z.strictObject({ bucket: z.string("a bucket is needed") });
  expect(parseSettings(needed, {}, "loans")).toEqual({
    problems: [{ where: "loans.bucket", message: "a bucket is needed" }],
  });
});
