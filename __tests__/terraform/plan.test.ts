import { changesOf, describeChanges } from "../../src/terraform/plan";

const change = (
  address: string,
  actions: string[],
  before: unknown,
  after: unknown,
  after_unknown: unknown = {},
) => ({
  address,
  type: address.split(".")[0] ?? "",
  change: { actions, before, after, after_unknown },
});

describe("the description of a plan", () => {
  it("is empty for a plan without changes", () => {
    expect(
      describeChanges({
        resource_changes: [
          change("aws_vpc.a", ["no-op"], { x: 1 }, { x: 1 }),
          change("data.x.y", ["read"], null, {}),
        ],
        output_changes: { name: { actions: ["no-op"], before: "a", after: "a" } },
      }),
    ).toEqual([]);
  });

  it("names what is made and what is removed", () => {
    expect(
      describeChanges({
        resource_changes: [
          change("aws_vpc.a", ["create"], null, { cidr: "10.0.0.0/16" }),
          change("aws_vpc.b", ["delete"], { cidr: "10.0.0.0/16" }, null),
        ],
      }),
    ).toEqual(["aws_vpc.a: create", "aws_vpc.b: delete"]);
  });

  it("names the attributes that differ, however deep, and those not known yet", () => {
    expect(
      describeChanges({
        resource_changes: [
          change(
            "aws_kms_key.k",
            ["update"],
            { days: 365, tags: { a: "1", b: "2" }, list: [{ x: 1 }], arn: "arn:1", same: [1] },
            { days: null, tags: { a: "1", b: "3" }, list: [{ x: 1 }, { x: 2 }], same: [1] },
            { arn: true, tags: {} },
          ),
          change("aws_vpc.a", ["delete", "create"], { cidr: "a" }, { cidr: "b" }),
        ],
        output_changes: { name: { actions: ["update"], before: "a", after: "b" } },
      }),
    ).toEqual([
      'aws_kms_key.k: update: days 365 -> null, tags.b "2" -> "3", list.1 null -> {"x":2}, arn "arn:1" -> (known after apply)',
      'aws_vpc.a: delete and create: cidr "a" -> "b"',
      'output name: update: "a" -> "b"',
    ]);
  });

  it("shows no sensitive value, only that it changes", () => {
    const password = {
      address: "aws_x.a",
      type: "aws_x",
      change: {
        actions: ["update"],
        before: { password: "old", keys: ["a", "b"], name: "n" },
        after: { password: "new", keys: ["a", "c"], name: "m" },
        before_sensitive: { password: true, keys: [false, true] },
        after_sensitive: { password: true },
      },
    };
    expect(describeChanges({ resource_changes: [password] })).toEqual([
      'aws_x.a: update: password (sensitive), keys.1 (sensitive), name "n" -> "m"',
    ]);
  });
});

describe("the changes of a plan", () => {
  it("are the addresses that are not left alone, with what is done to each in one order", () => {
    expect(
      changesOf({
        resource_changes: [
          change("aws_vpc.same", ["no-op"], {}, {}),
          change("data.x.y", ["read"], null, {}),
          change("aws_vpc.more", ["update"], { x: 1 }, { x: 2 }),
          change("aws_vpc.replaced", ["delete", "create"], {}, {}),
          change("aws_vpc.replaced_before", ["create", "delete"], {}, {}),
        ],
      }),
    ).toEqual({
      "aws_vpc.more": ["update"],
      "aws_vpc.replaced": ["create", "delete"],
      "aws_vpc.replaced_before": ["create", "delete"],
    });
  });
});
