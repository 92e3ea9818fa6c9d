import { join } from "node:path";
import { ROOT, runNode } from "./support/files";

test("what the code says in docs is current, and the pictures show what is synthesized", () => {
  const { code, out, err } = runNode(["-r", "tsx/cjs", join(ROOT, "src/app/docs.ts"), "--check"], {});
  expect({ code, out, err }).toEqual({ code: 0, out: "", err: "" });
}, 30_000);
