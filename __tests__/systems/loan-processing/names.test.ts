import { misnamedIn, namedIn, sharedNamesIn } from "../../support/systems/names";
import { at } from "../../support/terraform";
import { system } from "./synthesized";

describe("LP-71", () => {
  test("LP-71 every name is {type}[-{purpose}]-{suffix}, a bucket's with the account before it", () => {
    expect(namedIn(system).length).toBeGreaterThan(30);
    expect(misnamedIn(system)).toEqual([]);
  });

  test("LP-71 no two resources of a type have one name", () => {
    expect(sharedNamesIn(system)).toEqual([]);
  });

  test("LP-71 the suffix is a variable with validation, and nowhere written out", () => {
    expect(at(system.section("variable").environment_suffix, "validation", 1)).toBeDefined();
    expect(JSON.stringify(system.json.resource)).not.toMatch(/-dev"/);
  });
});
