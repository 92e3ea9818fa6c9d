import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DeleteInternetGatewayCommand } from "@aws-sdk/client-ec2";
import { CreateKeyCommand, ScheduleKeyDeletionCommand } from "@aws-sdk/client-kms";
import { ROOT } from "../../src/process/project";
import { TinyCloud } from "./tiny-cloud";

jest.setTimeout(5 * 60_000);

const CREATE_KEY = { service: "kms", action: "CreateKey" };
const CREATE_LOG = { service: "logs", action: "CreateLogGroup" };
const CREATE_GATEWAY = { service: "ec2", action: "CreateInternetGateway" };
const THROTTLED = { status: 400, code: "ThrottlingException" };
const LOST = { status: 500, code: "InternalFailure" };
const GATEWAYS = / igw-/;

// One story: the AWS API as it is on a bad day.
describe("an apply while the AWS API", () => {
  let tiny: TinyCloud;
  beforeAll(async () => {
    tiny = await TinyCloud.start("api");
    await tiny.makeStatePlace();
    await tiny.synthesize("a");
    await tiny.init();
  });
  afterAll(async () => {
    await tiny.stop();
  });
  afterEach(() => {
    tiny.proxy.clear();
  });

  it("throttles, fails and hangs gets through all the same", async () => {
    tiny.proxy.answer(CREATE_KEY, THROTTLED, 2);
    tiny.proxy.answer(CREATE_LOG, { status: 503, code: "ServiceUnavailable" }, 2);
    const held = tiny.proxy.hold(CREATE_GATEWAY, "before");
    const applied = await tiny.apply({
      onLine: (line) => {
        if (line.includes("aws_internet_gateway.gateway_a: Still creating")) held.release();
      },
    });
    expect(applied.output).toContain("Apply complete! Resources: 4 added");
    expect(tiny.proxy.calls.filter((call) => call === "kms CreateKey")).toHaveLength(3);
    expect(tiny.proxy.calls.filter((call) => call === "logs CreateLogGroup")).toHaveLength(3);
    expect(await tiny.existing(GATEWAYS)).toHaveLength(1);
    expect((await tiny.operate("orphans")).code).toBe(0);
  });

  it("keeps failing stops with the cause named, and the next one takes it up again", async () => {
    await tiny.synthesize("a", "b");
    tiny.proxy.answer(CREATE_GATEWAY, { status: 500, code: "InternalError" }, Infinity);
    // The provider's own 25 tries, each later than the one before, would take minutes.
    const override = join(ROOT, tiny.stack, "retries_override.tf.json");
    writeFileSync(override, JSON.stringify({ provider: { aws: { max_retries: 2 } } }));
    const stopped = await tiny.apply();
    rmSync(override);
    expect(stopped.code).toBe(1);
    expect(stopped.output).toMatch(
      /creating EC2 Internet Gateway: .*exceeded maximum number of attempts, 2, .*StatusCode: 500, .*InternalError/,
    );
    expect(stopped.output).toContain("with aws_internet_gateway.gateway_b");
    tiny.proxy.clear();
    expect((await tiny.apply()).output).toContain(
      "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
    );
    expect(await tiny.existing(GATEWAYS)).toHaveLength(2);
  });

  it("loses an answer makes a thing without a name twice, which is then named", async () => {
    await tiny.synthesize("a", "b", "c");
    tiny.proxy.answer(CREATE_GATEWAY, LOST, 1, "after");
    expect((await tiny.apply()).output).toContain("Apply complete! Resources: 1 added");
    expect(await tiny.existing(GATEWAYS)).toHaveLength(4);
    const { code, output } = await tiny.operate("orphans");
    expect(code).toBe(1);
    expect(output).toMatch(/1 resource carries the tags[\s\S]*internet-gateway\/igw-\w+ \(igw-c-fault\)/);
    expect(output).toContain("this one is not needed");
    const [, id] =
      /aws ec2 delete-internet-gateway --internet-gateway-id (igw-\w+) --region us-east-1/.exec(output) ?? [];
    await tiny.aws.ec2.send(new DeleteInternetGatewayCommand({ InternetGatewayId: id }));
    expect((await tiny.operate("orphans")).code).toBe(0);
    expect((await tiny.terraform(["plan", "-detailed-exitcode"])).code).toBe(0);
  });

  it("loses the answer for a thing with a name stops, names it, and takes it over", async () => {
    await tiny.terraform(["destroy", "-auto-approve", "-target=aws_cloudwatch_log_group.log"]);
    tiny.proxy.answer(CREATE_LOG, LOST, 1, "after");
    const stopped = await tiny.apply();
    expect(stopped.code).toBe(1);
    expect(stopped.output).toMatch(
      /creating CloudWatch Logs Log Group \(\/tiny\/log-tiny-fault\)[\s\S]*ResourceAlreadyExistsException/,
    );
    const named = await tiny.operate("orphans");
    expect(await tiny.follow(named.output, "import it")).toEqual([
      expect.stringMatching(/import aws_cloudwatch_log_group\.log \/tiny\/log-tiny-fault$/),
    ]);
    expect((await tiny.apply()).output).toContain("Apply complete! Resources: 0 added");
    expect((await tiny.operate("orphans")).code).toBe(0);
  });

  it("keeps a key until its deletion is due: that is no orphan", async () => {
    const Tags = Object.entries({ Project: "plinth", System: "tiny", Environment: "fault" });
    const { KeyMetadata } = await tiny.aws.kms.send(
      new CreateKeyCommand({ Tags: Tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })) }),
    );
    expect((await tiny.operate("orphans")).code).toBe(1);
    await tiny.aws.kms.send(new ScheduleKeyDeletionCommand({ KeyId: KeyMetadata?.KeyId }));
    expect((await tiny.operate("orphans")).code).toBe(0);
  });

  describe("lets others change what is there", () => {
    it("has no drift after a deploy", async () => {
      expect(await tiny.operate("drift")).toEqual({
        code: 0,
        output: expect.stringContaining("No drift: all resources of") as string,
      });
    });

    it("has drift when a thing was deleted: named, put back by a deploy, and then no more", async () => {
      const [gateway = ""] = await tiny.existing(GATEWAYS);
      await tiny.aws.ec2.send(
        new DeleteInternetGatewayCommand({ InternetGatewayId: gateway.split(" ").at(-1) }),
      );
      const { code, output } = await tiny.operate("drift");
      expect(code).toBe(1);
      expect(output).toMatch(
        /has drifted: 1 changed .*\n {2}aws_internet_gateway\.gateway_[abc]: was deleted\n/,
      );
      expect((await tiny.apply()).output).toContain(
        "Apply complete! Resources: 1 added, 0 changed, 0 destroyed.",
      );
      expect((await tiny.operate("drift")).code).toBe(0);
    });

    it("tells drift apart from what is not deployed yet", async () => {
      await tiny.synthesize("a", "b", "c", "later");
      const { code, output } = await tiny.operate("drift");
      expect(code).toBe(0);
      expect(output).toMatch(
        /No drift[\s\S]*\(not deployed yet\):\n {2}aws_internet_gateway\.gateway_later: create/,
      );
    });
  });
});
