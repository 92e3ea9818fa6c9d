import { isAlive } from "../../src/process/processes";
import { type Ran, TinyCloud } from "./tiny-cloud";

jest.setTimeout(5 * 60_000);

const CREATE_KEY = { service: "kms", action: "CreateKey" };
const CREATE_GATEWAY = { service: "ec2", action: "CreateInternetGateway" };

// One story: a deploy that is killed, the next ones that are told to stop.
describe("a deploy that does not come to its end", () => {
  let tiny: TinyCloud;
  let lockId = "";
  let killed: Promise<Ran>;
  beforeAll(async () => {
    tiny = await TinyCloud.start("interrupted");
    await tiny.makeStatePlace();
    await tiny.synthesize("a");
  });
  afterAll(async () => {
    await tiny.stop();
  });

  it("keeps a second one out, which is told who works, since when, and what to do", async () => {
    const held = [tiny.proxy.hold(CREATE_KEY, "after"), tiny.proxy.hold(CREATE_GATEWAY, "after")];
    killed = tiny.deploy();
    await Promise.all(held.map(({ reached }) => reached));
    const second = await tiny.deploy();
    expect(second.code).toBe(1);
    expect(second.output).toMatch(
      /Error acquiring the state lock[\s\S]*Operation: +OperationTypeApply[\s\S]*Who: +\S+@\S+[\s\S]*Created: +20\d\d-/,
    );
    const looked = await tiny.operate("unlock");
    expect(looked.code).toBe(2);
    expect(looked.output).toMatch(
      /is locked: apply by \S+@\S+ \(Terraform [\d.]+\), since [\d-]+ [\d:]+ UTC, .*ago\./,
    );
    expect(looked.output).toMatch(
      /process \d+: terraform apply .*\nWait until it ends, or interrupt it once: kill -INT \d+/,
    );
  });

  it("leaves its lock when it is killed: explained, and released by its id only", async () => {
    await tiny.kill();
    await killed;
    const looked = await tiny.operate("unlock");
    expect(looked.code).toBe(1);
    expect(looked.output).toContain("taken on this machine, where no Terraform process uses the state now");
    lockId = /npx plinth unlock \S+ ([0-9a-f-]{36})$/.exec(looked.output)?.[1] ?? "";
    expect(await tiny.operate("unlock", "00000000-0000-0000-0000-000000000000")).toEqual({
      code: 2,
      output: expect.stringContaining(`The held lock is ${lockId}, not 00000000`) as string,
    });
  });

  it("names what the killed run had made, and the next deploy makes nothing twice", async () => {
    const released = await tiny.operate("unlock", lockId);
    expect(released.code).toBe(1);
    expect(released.output).toMatch(/Released [0-9a-f-]{36}\.\n2 resources carry the tags/);
    const imports = await tiny.follow(released.output, "import it");
    expect(imports).toEqual([
      expect.stringMatching(/import aws_internet_gateway\.gateway_a igw-\w+$/),
      expect.stringMatching(/import aws_kms_key\.key [0-9a-f-]{36}$/),
    ]);
    const next = await tiny.deploy();
    expect(next.output).toMatch(/Apply complete! Resources: 2 added, \d changed, 0 destroyed\./);
    expect(await tiny.existing(/ igw-/)).toHaveLength(1);
    expect(await tiny.operate("orphans")).toEqual({
      code: 0,
      output: expect.stringContaining("No orphans") as string,
    });
    expect((await tiny.operate("unlock")).output).toContain("is not locked");
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "stops well on %s: the lock is released, and the next run goes on from there",
    async (signal) => {
      await tiny.synthesize("a", `one-${signal.toLowerCase()}`, `two-${signal.toLowerCase()}`);
      // The first call is held, so one gateway is made and the other one is not.
      const held = tiny.proxy.hold(CREATE_GATEWAY, "before");
      let applying: Promise<Ran> | undefined;
      const made = new Promise<void>((resolve) => {
        applying = tiny.apply({
          onLine: (line) => {
            if (line.includes("Creation complete")) resolve();
          },
        });
      });
      await Promise.all([held.reached, made]);
      tiny.cloud.signal(signal);
      const stopped = await applying;
      expect(stopped?.code).toBe(1);
      expect(stopped?.output).toMatch(/Interrupt received\.\s+Please wait for Terraform to exit/);
      expect((await tiny.operate("state")).output).toContain("Lock: none.");
      const next = await tiny.apply();
      expect(next.output).toContain("Apply complete! Resources: 1 added, 0 changed, 0 destroyed.");
      expect(await tiny.existing(/ igw-/)).toHaveLength(3);
      expect((await tiny.operate("orphans")).code).toBe(0);
    },
  );

  it("goes on under cdktf after SIGTERM, and the lock's command says how to end it well", async () => {
    await tiny.synthesize("a", "last");
    const held = tiny.proxy.hold(CREATE_GATEWAY, "before");
    const deploying = tiny.deploy();
    await held.reached;
    tiny.cloud.signal("SIGTERM");
    await deploying;
    const looked = await tiny.operate("unlock");
    expect(looked.code).toBe(2);
    const pid = Number(/process (\d+): terraform apply/.exec(looked.output)?.[1]);
    const [command] = /kill -INT \d+/.exec(looked.output) ?? [];
    await tiny.run("bash", ["-c", command ?? "false"]);
    // It is no child of ours: the kernel has no event for its end.
    while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
    expect((await tiny.operate("unlock")).output).toContain("is not locked");
    expect((await tiny.apply()).output).toContain("Apply complete! Resources: 1 added");
  });
});
