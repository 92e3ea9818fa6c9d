import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { managedAddresses, synthesizeDefaults } from "../../../src/review/addresses";
import { configurationsIn, readPage } from "../../../src/review/checkov/files";
import { kindList, MOST_KINDS } from "../../../src/review/checkov/format";
import { type Opinion } from "../../../src/review/checkov/results";
import { askCheckov } from "../../../src/review/checkov/run";

type Named = Record<string, Record<string, Record<string, unknown>>>;

/** A copy of `loan-processing`, in which checkov has to find what is taken away here. */
const BROKEN = "broken";
const GONE = ["aws_s3_bucket_server_side_encryption_configuration", "aws_s3_bucket_public_access_block"];

let configurations: ReturnType<typeof configurationsIn>;
let opinion: Opinion;

beforeAll(async () => {
  const outdir = mkdtempSync(join(tmpdir(), "plinth-checkov-test-"));
  try {
    synthesizeDefaults(outdir);
    configurations = configurationsIn(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
  const { resource, ...rest } = structuredClone(configurations.get("loan-processing") ?? {});
  const resources = resource as Named;
  for (const type of GONE) delete resources[type]?.documents;
  delete resources.aws_kms_key?.keys_data?.enable_key_rotation;
  const all = new Map([...configurations, [BROKEN, { ...rest, resource: resources }]]);
  opinion = await askCheckov(all, (line) => process.stderr.write(`${line}\n`));
  // It is installed at first use.
}, 600_000);

test("checkov has nothing against any stack that is not suppressed with its reason", () => {
  expect(opinion.failures.filter(({ stack }) => stack !== BROKEN)).toEqual([]);
  expect(opinion.unread).toEqual([]);
});

test("no suppression is left over", () => {
  expect(opinion.unused).toEqual([]);
});

test("it looked at every stack: more checks passed than there are resources", () => {
  expect([...configurations.keys()]).toEqual(expect.arrayContaining(["loan-processing", "state-backend"]));
  for (const [stack, configuration] of configurations) {
    const resources = managedAddresses(configuration).length;
    expect([stack, (opinion.passed.get(stack) ?? 0) > resources]).toEqual([stack, true]);
  }
});

test("it finds what was broken in a copy, beside the sound original", () => {
  const found = opinion.failures
    .filter(({ stack }) => stack === BROKEN)
    .map(({ address, check }) => `${address} ${check}`);
  expect(found).toEqual(
    expect.arrayContaining([
      "aws_s3_bucket.documents CKV_AWS_145",
      "aws_s3_bucket.documents CKV2_AWS_6",
      "aws_kms_key.keys_data CKV_AWS_7",
    ]),
  );
  expect(found.filter((line) => !/documents|keys_data/.test(line))).toEqual([]);
});

test("the kinds of suppression are few, each with a reason, and written down", () => {
  expect(opinion.kinds.length).toBeGreaterThan(0);
  expect(opinion.kinds.length).toBeLessThanOrEqual(MOST_KINDS);
  for (const { reason } of opinion.kinds) expect(reason.trim().length).toBeGreaterThanOrEqual(20);
  // Renew it: npm run checkov -- --page
  expect(readPage()).toBe(kindList(opinion.kinds));
});
