import type { Configuration } from "../../model/configuration";
import type { View } from "../../model/view";
import type { Verdict } from "../../rule";
import { compliant, unknown, violation } from "../../rule";
import { keyOwner } from "../lib/customer-key";
import { written } from "../lib/written";

/** What to say of the key at a path: it has to be a customer's. */
export function keyVerdict(view: View, path: string, configuration: Configuration): Verdict {
  const value = view.get(path);
  switch (keyOwner(view, path, configuration)) {
    case "customer":
      return compliant();
    case "none":
      return violation(`${path} is not set`);
    case "aws":
      return violation(`${path} names a key of AWS's`);
    case "unseen":
      return unknown(`${path} is ${written(value)}`);
  }
}
