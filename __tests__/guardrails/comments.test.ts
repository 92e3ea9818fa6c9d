import { commentedSuppressions, leftOutPacks } from "../../src/guardrails/comments";

const REASON = "an account that is closed with the key of it";

test("a resource and a data source have exceptions under their comments, one or several", () => {
  const json = {
    resource: {
      aws_kms_key: {
        k: { "//": ["checkov:skip=CKV_AWS_7:x", `plinth:skip=encryption-kms-rotation:${REASON}`] },
      },
    },
    data: { aws_ami: { a: { "//": `plinth:skip=naming-suffix:${REASON}` } } },
  };
  expect(commentedSuppressions(json, "s")).toEqual([
    { rule: "encryption-kms-rotation", reason: REASON, address: "aws_kms_key.k", stack: "s" },
    { rule: "naming-suffix", reason: REASON, address: "data.aws_ami.a", stack: "s" },
  ]);
  expect(commentedSuppressions(json).map(({ stack }) => stack)).toEqual([undefined, undefined]);
});

test.each([[undefined], [null], ["text"], [[1]], [{ resource: { aws_kms_key: { k: null } } }]])(
  "%j has none",
  (json) => {
    expect(commentedSuppressions(json)).toEqual([]);
    expect(leftOutPacks(json)).toEqual([]);
  },
);

test("packs are left out at the head of a file; what is no name is not", () => {
  expect(leftOutPacks({ "//": { guardrails: { leftOut: ["destroyable", 1] } } })).toEqual(["destroyable"]);
  expect(leftOutPacks({ "//": { guardrails: { leftOut: "destroyable" } } })).toEqual([]);
});
