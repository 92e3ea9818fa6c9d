import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { Construct } from "constructs";
import fc from "fast-check";
import { addressName } from "../../../src/core/naming/address";
import { type SystemStack } from "../../../src/core/system-stack";
import { problemsOf, stackOf } from "../../support/synth";

const key = (scope: Construct, id: string) => new KmsKey(scope, id, { enableKeyRotation: true });
const keysOf = (build: (stack: SystemStack) => void) => Object.keys(stackOf(build).resources("aws_kms_key"));

describe("an address", () => {
  test.each([
    [["network", "private-a"], "network_private_a"],
    [["network", "this"], "network"],
    [["logs", "this.versioning"], "logs"],
    [["network", "nat-a.address"], "network_nat_a"],
    [["this", "this"], ""],
    [["a", "this.routes", "private-a.nat"], "a_private_a"],
  ])("of %j is %s", (path, name) => {
    expect(addressName(path)).toBe(name);
  });

  test("is the path in snake case, without a hash, however deep", () => {
    const ids = fc.stringMatching(/^[a-z]{1,8}(-[a-z0-9]{1,8})?$/).filter((id) => id !== "this");
    fc.assert(
      fc.property(fc.array(ids, { minLength: 1, maxLength: 4 }), (path) => {
        const [address] = keysOf((stack) => {
          const parent = path.slice(0, -1).reduce<Construct>((scope, id) => new Construct(scope, id), stack);
          key(parent, path.at(-1) ?? "");
        });
        expect(address).toBe(path.join("_").replaceAll("-", "_"));
      }),
      { numRuns: 25 },
    );
  });

  test("of what a construct is about, and of its parts of other types, is the construct's", () => {
    const made = stackOf((stack) => {
      const scope = new Construct(stack, "data-key");
      new KmsAlias(scope, "this.alias", {
        name: "alias/${var.environment_suffix}",
        targetKeyId: key(scope, "this").keyId,
      });
    });
    expect(made.resource("aws_kms_alias", "data_key").target_key_id).toBe("${aws_kms_key.data_key.key_id}");
  });

  test("that is taken is refused, with both paths", () => {
    const problems = problemsOf(() =>
      keysOf((stack) => {
        key(new Construct(stack, "a"), "b-c");
        key(new Construct(stack, "a-b"), "c");
      }),
    );
    expect(problems).toEqual([
      { where: "test/a-b/c", message: "its address aws_kms_key.a_b_c is taken by test/a/b-c" },
    ]);
  });

  test("that two types share is no clash", () => {
    const made = stackOf((stack) => {
      key(stack, "one");
      new KmsAlias(stack, "one.alias", { name: "alias/one", targetKeyId: "x" });
    });
    expect(made.managed().map(([address]) => address)).toEqual(["aws_kms_alias.one", "aws_kms_key.one"]);
  });

  test.each(["Network", "1a", "a b", "ä", "a$b"])("cannot be made of %j", (id) => {
    const [problem] = problemsOf(() => keysOf((stack) => key(stack, id)));
    expect(problem?.where).toBe(`test/${id}`);
    expect(problem?.message).toContain("is no Terraform name: use lower-case letters, digits and hyphens");
  });
});
