import { readdirSync } from "node:fs";
import { join } from "node:path";
import { PROOFS } from "../../src/acceptance/prove";
import { ROOT } from "../support/files";

test("every proof is run by the cloud tests, each in a file of its own: two at a time", () => {
  const files = readdirSync(join(ROOT, "__tests__/acceptance/proofs")).filter((name) =>
    name.endsWith(".cloud.ts"),
  );
  expect(files.map((name) => name.replace(".cloud.ts", "")).sort()).toEqual(Object.keys(PROOFS).sort());
});
