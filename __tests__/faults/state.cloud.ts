import { DeleteTableCommand } from "@aws-sdk/client-dynamodb";
import { CopyObjectCommand, DeleteObjectCommand, ListObjectVersionsCommand } from "@aws-sdk/client-s3";
import { TinyCloud } from "./tiny-cloud";

jest.setTimeout(10 * 60_000);

// One story: each message is quoted in docs/runbook-state.md, with the way out that is gone here.
describe("the state's place", () => {
  let tiny: TinyCloud;
  beforeAll(async () => {
    tiny = await TinyCloud.start("state");
    await tiny.synthesize();
  });
  afterAll(async () => {
    await tiny.stop();
  });

  it("has no bucket: said, and made by a deploy of state-backend", async () => {
    const { code, output } = await tiny.init();
    expect(code).toBe(1);
    expect(output).toMatch(/S3 bucket "bucket-tfstate-fault" does not exist/);
    expect(await tiny.operate("state")).toEqual({
      code: 2,
      output: expect.stringMatching(
        /There is no bucket bucket-tfstate-fault .*npx plinth deploy state-backend.*TERRAFORM_STATE_BUCKET/,
      ) as string,
    });
    expect((await tiny.deploy("state-backend")).code).toBe(0);
    await tiny.init();
    expect((await tiny.apply()).output).toContain("Apply complete! Resources: 3 added");
    expect(await tiny.operate("state")).toEqual({
      code: 0,
      output: expect.stringMatching(
        /serial \d+, .*\nLock: none\.\nDigest: it matches the state\.$/,
      ) as string,
    });
  });

  it("has no lock table: said, and made by a deploy of state-backend", async () => {
    await tiny.aws.dynamodb.send(new DeleteTableCommand({ TableName: tiny.place.lockTable }));
    const { code, output } = await tiny.apply();
    expect(code).toBe(1);
    expect(output).toMatch(/Error acquiring the state lock[\s\S]*ResourceNotFoundException/);
    expect(await tiny.operate("state")).toEqual({
      code: 2,
      output: expect.stringMatching(
        /no lock table table-tfstate-fault .*npx plinth deploy state-backend/,
      ) as string,
    });
    expect((await tiny.deploy("state-backend")).code).toBe(0);
    await tiny.synthesize("a");
    expect((await tiny.apply()).output).toContain("Apply complete! Resources: 1 added");
  });

  it("holds an older state: refused for its digest, mended, and what it does not know is named", async () => {
    const { bucket, key } = tiny.place;
    const { Versions = [] } = await tiny.aws.s3.send(
      new ListObjectVersionsCommand({ Bucket: bucket, Prefix: key }),
    );
    // The newest is that with the gateway.
    const CopySource = `${bucket}/${key}?versionId=${Versions[1]?.VersionId ?? ""}`;
    await tiny.aws.s3.send(new CopyObjectCommand({ Bucket: bucket, Key: key, CopySource }));
    const { code, output } = await tiny.apply();
    expect(code).toBe(1);
    expect(output).toMatch(/state data in S3 does not have the expected content/);
    const looked = await tiny.operate("state");
    expect(looked.code).toBe(1);
    expect(looked.output).toMatch(/was not written by Terraform[\s\S]*npx plinth state \S+ --mend-digest$/);
    expect(await tiny.operate("state", "--mend-digest")).toEqual({
      code: 0,
      output: expect.stringMatching(/Digest: mended, \w+ -> \w+\. Next: npx plinth orphans/) as string,
    });
    const named = await tiny.operate("orphans");
    expect(await tiny.follow(named.output, "import it")).toHaveLength(1);
    expect((await tiny.apply()).output).toContain(
      "Apply complete! Resources: 0 added, 0 changed, 0 destroyed.",
    );
    expect(await tiny.existing(/ igw-/)).toHaveLength(1);
  });

  it("has lost the state: refused for its digest, and back by taking the deletion back", async () => {
    const { bucket, key } = tiny.place;
    await tiny.aws.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    const { code, output } = await tiny.apply();
    expect(code).toBe(1);
    expect(output).toMatch(/state data in S3 does not have the expected content/);
    const looked = await tiny.operate("state");
    expect(looked.code).toBe(1);
    const [, VersionId] = /delete-object --bucket \S+ --key \S+ --version-id (\S+)/.exec(looked.output) ?? [];
    await tiny.aws.s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: key, VersionId }));
    expect((await tiny.operate("state")).code).toBe(0);
    expect((await tiny.terraform(["plan", "-detailed-exitcode"])).code).toBe(0);
  });
});
