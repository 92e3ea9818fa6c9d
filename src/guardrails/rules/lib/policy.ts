import type { Configuration } from "../../model/configuration";
import type { Reference } from "../../model/reference";
import type { Resource } from "../../model/resource";
import type { Value, View } from "../../model/view";
import { written } from "./written";

/** A statement of a policy, the same for JSON and `aws_iam_policy_document`. */
export interface Statement {
  /** "Allow" or "Deny"; undefined if it cannot be seen. */
  readonly effect: string | undefined;
  readonly principals: readonly { readonly type: string; readonly values: readonly Value[] }[];
  /** Whether it is for everyone but some. */
  readonly notPrincipals: boolean;
  readonly actions: readonly Value[];
  readonly notActions: readonly Value[];
  readonly resources: readonly Value[];
  readonly notResources: readonly Value[];
  readonly conditions: readonly Condition[];
}

/** One condition: all of a statement's have to hold. */
export interface Condition {
  readonly test: string;
  readonly variable: string;
  readonly values: readonly Value[];
}

/** A policy's statements; `unseen` names documents whose content is not in the file. */
export interface Policy {
  readonly statements: readonly Statement[];
  readonly unseen: readonly string[];
}

/** Policies that were read already: several rules ask for each. */
const known = new WeakMap<Configuration, WeakMap<View, Map<string, Policy>>>();

/** Reads the policy at a path: JSON text, `jsonencode(...)`, or a reference to `data.aws_iam_policy_document`. */
export function policyAt(view: View, path: string, configuration: Configuration): Policy {
  const ofViews = known.get(configuration) ?? new WeakMap<View, Map<string, Policy>>();
  const ofPaths = ofViews.get(view) ?? new Map<string, Policy>();
  known.set(configuration, ofViews.set(view, ofPaths));
  let policy = ofPaths.get(path);
  if (policy === undefined) ofPaths.set(path, (policy = readAt(view, path, configuration)));
  return policy;
}

function readAt(view: View, path: string, configuration: Configuration): Policy {
  const value = view.get(path);
  if (value.kind === "absent") return { statements: [], unseen: [] };
  return read(value, view.json(path), view.references(path), configuration, new Set());
}

function read(
  value: Value,
  json: View | undefined,
  references: readonly Reference[],
  configuration: Configuration,
  visited: ReadonlySet<Resource>,
): Policy {
  if (json !== undefined) {
    return { statements: json.blocks("Statement").map(fromJson), unseen: [] };
  }
  const documents = references
    .filter(({ subject }) => subject.startsWith("data.aws_iam_policy_document."))
    .flatMap((reference) => configuration.resolve(reference));
  const fresh = documents.filter((document) => !visited.has(document));
  if (documents.length === 0) {
    return { statements: [], unseen: [value.kind === "unknown" ? value.expression : "text that is no JSON"] };
  }
  return join(
    fresh.map((document) => fromDocument(document, configuration, new Set([...visited, document]))),
  );
}

function fromDocument(
  document: Resource,
  configuration: Configuration,
  visited: ReadonlySet<Resource>,
): Policy {
  const own: Policy = { statements: document.blocks("statement").map(fromBlock), unseen: [] };
  const others = ["source_policy_documents", "override_policy_documents"].flatMap((path) => {
    const node = document.get(path);
    if (node.kind === "absent") return [];
    return document.items(path).map((item, i) => {
      const references = item.kind === "unknown" ? item.references : [];
      return read(item, document.json([path, i]), references, configuration, visited);
    });
  });
  return join([own, ...others]);
}

function join(policies: readonly Policy[]): Policy {
  return {
    statements: policies.flatMap(({ statements }) => statements),
    unseen: policies.flatMap(({ unseen }) => unseen),
  };
}

function fromJson(statement: View): Statement {
  const principals = statement
    .blocks("Principal")
    .flatMap((block) => block.keys().map((type) => ({ type, values: block.items(type) })));
  const lone = statement.get("Principal");
  return {
    effect: statement.text("Effect"),
    // Not taken apart, it is `*` or cannot be seen.
    principals:
      principals.length === 0 && lone.kind !== "absent" ? [{ type: "*", values: [lone] }] : principals,
    notPrincipals: statement.get("NotPrincipal").kind !== "absent",
    actions: statement.items("Action"),
    notActions: statement.items("NotAction"),
    resources: statement.items("Resource"),
    notResources: statement.items("NotResource"),
    conditions: statement.blocks("Condition").flatMap((block) =>
      block.keys().flatMap((test) =>
        block.blocks(test).flatMap((tested) =>
          // A condition's key may have dots (an OIDC issuer): one step, not a path.
          tested.keys().map((variable) => ({ test, variable, values: tested.items([variable]) })),
        ),
      ),
    ),
  };
}

function fromBlock(statement: View): Statement {
  const effect = statement.get("effect");
  return {
    effect: effect.kind === "absent" ? "Allow" : statement.text("effect"),
    principals: statement
      .blocks("principals")
      .map((block) => ({ type: written(block.get("type")), values: block.items("identifiers") })),
    notPrincipals: statement.blocks("not_principals").length > 0,
    actions: statement.items("actions"),
    notActions: statement.items("not_actions"),
    resources: statement.items("resources"),
    notResources: statement.items("not_resources"),
    conditions: statement.blocks("condition").map((block) => ({
      test: written(block.get("test")),
      variable: written(block.get("variable")),
      values: block.items("values"),
    })),
  };
}
