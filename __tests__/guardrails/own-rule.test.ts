import {
  compliant,
  configurable,
  Configuration,
  evaluate,
  notApplicable,
  PACK_NAMES,
  readConfiguration,
  Resource,
  type Rule,
  unknown,
  verdict,
  View,
  violation,
} from "../../src/guardrails";

/** A rule as a user would write it, with nothing but what guardrails give. */
const owner: Rule = {
  id: "tagging-owner",
  title: "Topics name their owner",
  pack: "tagging",
  types: ["aws_sns_topic"],
  controls: [],
  rationale: "Somebody has to answer for it.",
  remedy: "add the tag Owner",
  check: (resource, configuration) => {
    if (!(resource instanceof Resource) || !(configuration instanceof Configuration)) return compliant();
    const [policy] = resource.blocks("policy");
    if (policy instanceof View && policy.text("name") === "none") return notApplicable();
    const value = resource.get("tags.Owner");
    if (value.kind === "unknown") return unknown(value.expression);
    if (value.kind === "known") return verdict([]);
    return violation("it has no owner");
  },
};

test("a rule of one's own answers for each resource of its types", () => {
  const configuration = readConfiguration(
    {
      variable: { v: {} },
      resource: {
        aws_sns_topic: {
          good: { tags: { Owner: "cards" } },
          bad: { tags: {} },
          open: { tags: { Owner: "${var.v}" } },
          none: { policy: { name: "none" } },
        },
      },
    },
    "test",
  );
  const report = evaluate(configuration, { rules: [owner] });
  expect(report.findings.map(({ address, outcome, reason }) => [address, outcome, reason])).toEqual([
    ["aws_sns_topic.bad", "violation", "it has no owner"],
    ["aws_sns_topic.open", "unknown", "${var.v}"],
  ]);
  expect(report.rulesRun).toEqual([
    {
      id: "tagging-owner",
      compliant: 1,
      violations: 1,
      unknowns: 1,
      suppressed: 0,
      notApplicable: 1,
    },
  ]);
});

test("its pack is one that there is, and settings can be given to it", () => {
  expect(PACK_NAMES).toContain(owner.pack);
  expect(configurable).toBeInstanceOf(Function);
});
