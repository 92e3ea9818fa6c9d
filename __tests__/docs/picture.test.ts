import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pictureProblems } from "../../src/docs/picture/check";
import { Graph } from "../../src/docs/picture/graph";
import { pictureOf } from "../../src/docs/picture/mermaid";
import { type JsonObject } from "../../src/core/synthesis/json";
import { AnalyticsPlatform } from "../../src/systems/analytics-platform/analytics-platform";
import { LoanProcessing } from "../../src/systems/loan-processing/loan-processing";
import { ROOT } from "../support/files";
import { synthesize } from "../support/synth";

const pageOf = (system: string): string => readFileSync(join(ROOT, "docs/systems", `${system}.md`), "utf8");
const page = pageOf("loan-processing");
const { json } = synthesize(LoanProcessing, "loan-processing");
const streaming = {
  page: pageOf("analytics-platform"),
  json: synthesize(AnalyticsPlatform, "analytics-platform").json,
};

/** The configuration with further resources, each by its address. */
function having(more: Readonly<Record<string, JsonObject>>): JsonObject {
  const resource = structuredClone(json.resource) as Record<string, JsonObject>;
  for (const [address, body] of Object.entries(more)) {
    const [type = "", name = ""] = address.split(".");
    resource[type] = { ...resource[type], [name]: body };
  }
  return { ...json, resource };
}

/** The page with one text in place of another, which it must have. */
function changed(from: string, to: string, text = page): string {
  expect(text).toContain(from);
  return text.replace(from, to);
}

test("the picture of loan-processing is that of its Terraform", () => {
  expect(pictureProblems(page, json)).toEqual([]);
});

test("a service that is not drawn is missed, with whoever reaches it", () => {
  const reach = {
    security_group_id: "${aws_security_group.pricing_sg.id}",
    referenced_security_group_id: "${aws_security_group.front_sg.id}",
    from_port: 8080,
  };
  const more = having({
    "aws_ecs_service.pricing": {},
    "aws_security_group.pricing_sg": {},
    "aws_vpc_security_group_ingress_rule.pricing_sg_8080_from_alb": reach,
  });
  expect(pictureProblems(page, more)).toEqual([
    "aws_ecs_service.pricing is in no node",
    "aws_security_group.pricing_sg is in no node",
    "aws_vpc_security_group_ingress_rule.pricing_sg_8080_from_alb is in no node",
  ]);
  const drawn = changed("  %% alb:", '  pricing["pricing"]\n  %% pricing: pricing\n  %% alb:');
  expect(pictureProblems(drawn, more)).toEqual([
    "it draws no arrow alb -> pricing with 8080: aws_vpc_security_group_ingress_rule.pricing_sg_8080_from_alb says so, of aws_security_group.front_sg and aws_security_group.pricing_sg",
  ]);
});

test.each([
  ["a security group's rule", 'api -- "8080" --> credit', "credit", "api -> credit with 8080"],
  [
    "one of several",
    'api & credit & job & user -- "5432',
    'api & job & user -- "5432',
    "credit -> aurora with 5432",
  ],
  ["what a policy lets a role reach", "api --> documents[", "documents[", "api -> documents"],
  ["the queue of a rule", "rule & failed -.", "failed -.", "rule -> dlq"],
  ["what a rule starts", 'rule["EventBridge, 06:00 UTC"] --> job', "rule", "rule -> job"],
  ["a log delivery", "alb & cdn & documents", "alb & documents", "cdn -> logs"],
  ["a web ACL", 'waf["WAF"] --> alb', "waf", "waf -> alb"],
  ["an origin", ' --> assets[("assets, CMK")]', "", "cdn -> assets"],
  ["the trail's files", 'trail["CloudTrail"] -.-> trailbucket[', "trailbucket[", "trail -> trailbucket"],
  ["the way out", "nat --> internet", "nat", "nat -> internet"],
  ["who is told", ' --> alerts["alerts topic, CMK"]', "", "watch -> alerts"],
])("%s that is not drawn is missed", (_, drawn, without, missed) => {
  expect(pictureProblems(changed(drawn, without), json)).toContainEqual(
    expect.stringContaining(`it draws no arrow ${missed}: `),
  );
});

test.each([
  ["events that are subscribed to", 'groups -- "every event" --> archive', "archive", "groups -> archive"],
  [
    "a queue that a bucket tells",
    'raw -. "new objects" .-> transformqueue',
    "transformqueue",
    "raw -> transformqueue",
  ],
  ["where a queue gives up", "consumer & transformqueue -.", "consumer -.", "transformqueue -> dlq"],
  ["what a table describes", "catalog --> raw & processed", "catalog --> raw", "catalog -> processed"],
  [
    "a stream that a role reads",
    'delivery["Firehose"] -- "reads" --> stream',
    "delivery",
    "delivery -> stream",
  ],
])("%s that is not drawn is missed in a picture of streams", (_, drawn, without, missed) => {
  expect(pictureProblems(changed(drawn, without, streaming.page), streaming.json)).toContainEqual(
    expect.stringContaining(`it draws no arrow ${missed}: `),
  );
});

test("a key in a bucket is not taken for a table of its name", () => {
  expect(pictureProblems(streaming.page, streaming.json)).toEqual([]);
  const drawn = changed(
    "  transform --> processed",
    "  transform --> catalog\n  transform --> processed",
    streaming.page,
  );
  expect(pictureProblems(drawn, streaming.json)).toEqual([
    "its arrow transform -> catalog is nowhere in the Terraform",
  ]);
});

test("an arrow that the Terraform does not have is refused, and one with another port", () => {
  expect(
    pictureProblems(changed("  nat --> internet\n", "  nat --> internet\n  job --> documents\n"), json),
  ).toEqual(["its arrow job -> documents is nowhere in the Terraform"]);
  expect(pictureProblems(changed('api -- "8080" --> credit', 'api -- "18080" --> credit'), json)).toEqual([
    expect.stringContaining("it draws no arrow api -> credit with 8080: "),
  ]);
});

test("a node may stand for one resource by its address, whatever node has the rest", () => {
  const drawn = changed(
    "  %% backup: backup",
    "  %% backup: backup\n  vault[x]\n  %% vault: aws_backup_vault.backup",
  );
  expect(pictureProblems(drawn, json)).toEqual([]);
  const gone = drawn.replace("%% vault: aws_backup_vault.backup", "%% vault: aws_backup_vault.gone");
  expect(pictureProblems(gone, json)).toEqual([
    "its node vault stands for aws_backup_vault.gone, which there is not",
  ]);
});

test("a policy that is given otherwise than by a document of the file speaks of nothing", () => {
  const graph = new Graph({ resource: { aws_iam_policy: { p: { policy: 1 } } }, data: [] as never });
  expect(graph.inPolicy("${data.aws_iam_policy_document.gone.json}")).toEqual([]);
  expect(graph.inPolicy("${aws_iam_policy.p.arn}")).toEqual([]);
  expect(graph.body("aws_iam_policy.gone")).toEqual({});
});

test("a node that stands for nothing, or for what there is not, is refused", () => {
  expect(pictureProblems(changed("%% nat: network_nat", "%% nat: network_gate"), json)).toContain(
    "its node nat stands for network_gate, which there is not",
  );
  expect(pictureProblems(changed("  nat --> internet\n", "  nat --> internet\n  other[x]\n"), json)).toEqual([
    "its node other says nowhere what it stands for: add a line %% other: ...",
  ]);
  expect(pictureProblems("# A page", json)).toEqual(["it has no Mermaid flowchart"]);
  expect(pictureProblems(changed("nat --> internet", "nat ==> internet"), json)).toEqual([
    'its line "nat ==> internet" cannot be read at "==> internet"',
  ]);
  expect(pictureProblems(changed("nat --> internet", "nat --> !"), json)).toEqual([
    'its line "nat --> !" cannot be read at "!"',
  ]);
  expect(
    pictureProblems(changed("  %% nat: network_nat", "  %% nat: network_nat\n  %% gone: front"), json),
  ).toContain("its line %% gone: ... is of no node");
});

test("chains, groups and labels are read, and nodes are in the subgraph where they are drawn", () => {
  const { edges, parents } = pictureOf(
    '```mermaid\nflowchart LR\n  a & b -- "x" --> c[("d")] -.-> e\n  subgraph s ["S"]\n    c\n  end\n```\n',
  );
  expect(edges).toEqual([
    { from: "a", to: "c", label: "x" },
    { from: "b", to: "c", label: "x" },
    { from: "c", to: "e", label: "" },
  ]);
  expect(Object.fromEntries(parents)).toEqual({
    a: undefined,
    b: undefined,
    c: "s",
    e: undefined,
    s: undefined,
  });
});
