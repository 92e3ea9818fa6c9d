import { join } from "node:path";
import {
  checkAwsProvider,
  findTerraform,
  fitsAwsConstraint,
  isAtLeast,
  needsRegistry,
  versionIn,
} from "../../src/terraform/executable";
import { executables, remove } from "./folders";

const AWS = "registry.terraform.io/hashicorp/aws";
const RANDOM = "registry.terraform.io/hashicorp/random";
const holding = (providers: Record<string, string[]>) => ({
  folder: "/mirror",
  providers: new Map(Object.entries(providers)),
});

describe("Terraform's version", () => {
  it.each([
    ["1.5.0", "1.5.0", true],
    ["1.11.4", "1.5.0", true],
    ["1.4.99", "1.5.0", false],
    ["0.15.0", "1.5.0", false],
    ["2.0.0-beta1", "1.5.0", true],
    ["nonsense", "1.5.0", false],
  ])("%s is at least %s: %s", (version, minimum, expected) => {
    expect(isAtLeast(version, minimum)).toBe(expected);
  });

  it.each([
    ['{"terraform_version":"1.11.4","platform":"linux_amd64"}', "1.11.4"],
    ['A warning about the configuration\n{\n  "terraform_version": "1.6.0"\n}', "1.6.0"],
    ["Terraform v1.5.7\non darwin_arm64", "1.5.7"],
    ["OpenTofu v1.8.2\non linux_amd64", "1.8.2"],
    ["hello", undefined],
  ])("is read from %j", (output, expected) => {
    expect(versionIn(output)).toBe(expected);
  });
});

describe("finding Terraform", () => {
  const says = (version: string): string => `echo '{"terraform_version":"${version}"}'`;
  const bin = executables({
    terraform: says("1.9.0"),
    old: says("1.4.7"),
    broken: "echo 'cannot load libfoo' >&2; exit 1",
    mute: "echo hello",
  });
  afterAll(() => {
    remove(bin);
  });

  it("takes the one on PATH", async () => {
    expect(await findTerraform({ PATH: bin })).toEqual({ executable: "terraform", version: "1.9.0" });
  });

  it.each([
    [
      { PATH: "/nowhere" },
      /No terraform on PATH was found\. Install Terraform 1\.5\.0 or later .*PLINTH_TERRAFORM=/,
    ],
    [
      { PATH: bin, PLINTH_TERRAFORM: join(bin, "old") },
      /PLINTH_TERRAFORM \(.*old\) is version 1\.4\.7; 1\.5\.0 is the oldest/,
    ],
    [{ PATH: bin, PLINTH_TERRAFORM: join(bin, "broken") }, /does not run: cannot load libfoo/],
    [{ PATH: bin, PLINTH_TERRAFORM: join(bin, "mute") }, /does not say its version: "hello/],
  ])("refuses what cannot be used: %j", async (environment, message) => {
    await expect(findTerraform(environment)).rejects.toThrow(message);
  });
});

describe("the AWS provider", () => {
  it.each([
    ["5.100.0", true],
    ["5.101.3", true],
    ["5.99.1", false],
    ["6.0.0", false],
    ["5.100.0-beta1", false],
  ])("%s fits: %s", (version, expected) => {
    expect(fitsAwsConstraint(version)).toBe(expected);
  });

  it("may come from a mirror in a version that fits, or from the registry", () => {
    expect(() => {
      checkAwsProvider([]);
    }).not.toThrow();
    expect(() => {
      checkAwsProvider([holding({ [RANDOM]: ["3.7.2"] })]);
    }).not.toThrow();
    expect(() => {
      checkAwsProvider([holding({ [AWS]: ["5.90.0", "5.100.0"] })]);
    }).not.toThrow();
  });

  it("is refused if mirrors hold only versions that do not fit", () => {
    expect(() => {
      checkAwsProvider([holding({ [AWS]: ["5.90.0", "6.2.0"] })]);
    }).toThrow(/No AWS provider in the mirror fits "~> 5\.100"[\s\S]*\/mirror holds 5\.90\.0, 6\.2\.0/);
  });

  it("is asked of the registry only if no mirror holds all that the systems use", () => {
    expect(needsRegistry([])).toBe(true);
    expect(needsRegistry([holding({ [AWS]: ["5.100.0"] })])).toBe(true);
    expect(needsRegistry([holding({ [AWS]: ["5.100.0"] }), holding({ [RANDOM]: ["3.7.2"] })])).toBe(false);
  });
});

test("a Terraform that ends without a word is told with how it ended; JSON without a version says none", async () => {
  const bin = executables({ terraform: "exit 3" });
  await expect(findTerraform({ PATH: bin })).rejects.toThrow(
    /terraform on PATH does not run: Command failed: /,
  );
  remove(bin);
  expect(versionIn('{"version":"1.11.4"}')).toBeUndefined();
});
