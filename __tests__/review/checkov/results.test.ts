import { formatOpinion, kindList, problemsOf } from "../../../src/review/checkov/format";
import { opinionOf } from "../../../src/review/checkov/results";
import { readResults } from "../../../src/review/checkov/report";
import { skipsOf } from "../../../src/review/checkov/skips";
import { viewOf } from "../../../src/review/checkov/view";

const REASON = "the only key of a stack that is never deployed";
const configuration = {
  "//": { metadata: { stackName: "one" } },
  terraform: { required_version: ">= 1.5.0", required_providers: { aws: { version: "~> 5.100" } } },
  provider: { aws: [{ region: "us-east-1" }] },
  data: { aws_region: { here: {} } },
  resource: {
    aws_kms_alias: { key: { name: "alias/key" } },
    aws_kms_key: {
      key: { "//": [`checkov:skip=CKV_AWS_7:${REASON}`], policy: "{}", tags: { Name: "key" } },
      other: { policy: "{}" },
    },
  },
  output: { key: { value: "x" } },
};
const view = viewOf(configuration);
const stacks = new Map([["one", { configuration, view }]]);

/** A check as checkov tells it, of the block whose address is `address`. */
function check(id: string, address: string, resource = `resource.${address.split(".").at(-1) ?? ""}`) {
  const lines = [view.addresses.indexOf(address) + 1, view.addresses.lastIndexOf(address) + 1];
  return {
    check_id: id,
    check_name: `Ensure ${id}`,
    file_path: "/one/cdk.tf.json",
    file_line_range: lines,
    resource,
  };
}

function opinion(failed: ReturnType<typeof check>[], others: object = {}) {
  const results = {
    passed_checks: [],
    failed_checks: failed,
    skipped_checks: [],
    parsing_errors: [],
    ...others,
  };
  return opinionOf(readResults(JSON.stringify({ results })), stacks);
}

describe("what checkov is given", () => {
  test("is the configuration without what it cannot read", () => {
    expect(JSON.parse(view.text)).toEqual({
      ...configuration,
      terraform: { required_providers: { aws: { version: "~> 5.100" } } },
    });
  });

  test("has its addresses known by the line", () => {
    const at = (part: string) =>
      view.addresses[view.text.split("\n").findIndex((line) => line.includes(part))];
    expect(at("alias/key")).toBe("aws_kms_alias.key");
    expect(at('"Name": "key"')).toBe("aws_kms_key.key");
    expect(at('"here"')).toBe("data.aws_region.here");
    expect(at('"region"')).toBe("provider.aws");
    expect(at('"value": "x"')).toBe("output.key");
  });
});

describe("a failed check", () => {
  test("counts, by the address and not by the name alone", () => {
    const { failures } = opinion([
      check("CKV_AWS_7", "aws_kms_key.other"),
      check("CKV_AWS_7", "aws_kms_key.key"),
    ]);
    expect(failures).toEqual([
      { stack: "one", address: "aws_kms_key.other", check: "CKV_AWS_7", title: "Ensure CKV_AWS_7" },
    ]);
  });

  test("does not count where it is suppressed, and its reason is told", () => {
    const found = opinion([check("CKV_AWS_7", "aws_kms_key.key")]);
    expect(problemsOf(found)).toEqual([]);
    expect(formatOpinion(found)).toContain(`CKV_AWS_7 (1): ${REASON}`);
    expect(kindList(found.kinds)).toContain(
      "- The only key of a stack that is never deployed.\n  - `CKV_AWS_7` Ensure",
    );
  });

  test("that checkov itself skipped counts as failed", () => {
    const found = opinion([check("CKV_AWS_7", "aws_kms_key.key")], {
      skipped_checks: [check("CKV_AWS_33", "aws_kms_key.other")],
    });
    expect(problemsOf(found)).toEqual([expect.stringContaining("aws_kms_key.other: CKV_AWS_33")]);
  });

  test("of something else than what stands there is an error", () => {
    expect(() => opinion([check("CKV_AWS_7", "aws_kms_key.key", "resource.other")])).toThrow(
      /against resource\.other in lines .* where aws_kms_key\.key is/,
    );
  });
});

test("a suppression of what does not fail is told", () => {
  expect(problemsOf(opinion([]))).toEqual([
    "one: aws_kms_key.key: the suppression of CKV_AWS_7 suppresses nothing: take it away",
  ]);
});

test("a file that was not read is told, whether others were or not", () => {
  const none = opinionOf(readResults('{"passed": 0, "failed": 0, "parsing_errors": 2}'), new Map());
  expect(problemsOf(none)).toEqual(["not read: 2 files could not be read, 0 checks ran"]);
  const some = opinion([check("CKV_AWS_7", "aws_kms_key.key")], { parsing_errors: ["/two/cdk.tf.json"] });
  expect(problemsOf(some)).toEqual(["not read: /two/cdk.tf.json"]);
});

test("more than twelve kinds of suppression are too many", () => {
  const reasons = Array.from(
    { length: 13 },
    (_, i) => `checkov:skip=CKV_AWS_${i}:reason number ${i} of thirteen`,
  );
  const resource = { aws_kms_key: { key: { "//": reasons } } };
  const many = { configuration: { resource }, view: viewOf({ resource }) };
  const line = many.view.addresses.lastIndexOf("aws_kms_key.key") + 1;
  const failed_checks = reasons.map((_, i) => ({
    ...check(`CKV_AWS_${i}`, "aws_kms_key.key"),
    file_line_range: [line - 1, line],
  }));
  const results = { passed_checks: [], failed_checks, skipped_checks: [], parsing_errors: [] };
  expect(problemsOf(opinionOf(readResults(JSON.stringify({ results })), new Map([["one", many]])))).toEqual([
    "13 kinds of suppression: more than 12, mend something",
  ]);
});

test("a comment that only looks like a skip is an error", () => {
  const resource = { aws_kms_key: { key: { "//": "checkov:skip CKV_AWS_7" } } };
  expect(() => skipsOf({ resource })).toThrow(/aws_kms_key\.key: "checkov:skip CKV_AWS_7" is no skip/);
});

test("an answer of another shape is an error", () => {
  expect(() => readResults('{"results": {}}')).toThrow();
});

test("a check of a file that was not given is an error that says where checkov found it", () => {
  const strange = { ...check("CKV_AWS_7", "aws_kms_key.key"), file_path: "elsewhere" };
  expect(() => opinion([strange])).toThrow(/CKV_AWS_7 .* of elsewhere, where nothing is$/);
});

test("passed checks are counted by stack", () => {
  const passed_checks = [check("CKV_AWS_1", "aws_kms_key.key"), check("CKV_AWS_2", "aws_kms_key.key")];
  expect(opinion([], { passed_checks }).passed).toEqual(new Map([["one", 2]]));
});

test("what is no block, and so has no comments, has no suppressions", () => {
  expect(skipsOf({ resource: { aws_kms_key: { key: "moved" }, aws_vpc: "moved" } })).toEqual([]);
});

test("the list of kinds names the checks in order, whichever came first", () => {
  const titles = [
    ["CKV_B", "Ensure *all*"],
    ["CKV_C", "Ensure c"],
    ["CKV_A", "Ensure a"],
  ] as const;
  expect(kindList([{ reason: "a key of nobody", checks: new Map(titles), failures: 3 }])).toBe(
    "- A key of nobody.\n  - `CKV_A` Ensure a\n  - `CKV_B` Ensure \\*all\\*\n  - `CKV_C` Ensure c",
  );
});

test("for people, problems come line by line before what is suppressed", () => {
  const text = formatOpinion(opinion([check("CKV_AWS_7", "aws_kms_key.other")]));
  expect(text.split("\n").slice(0, 3)).toEqual([
    "checkov: 2 problems; passed checks: one 0",
    "  one: aws_kms_key.other: CKV_AWS_7 Ensure CKV_AWS_7",
    "  one: aws_kms_key.key: the suppression of CKV_AWS_7 suppresses nothing: take it away",
  ]);
});
