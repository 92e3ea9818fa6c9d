import { divide } from "../../src/operations/drift";
import { describeLock } from "../../src/operations/state/lock";

const change = (address: string, actions: string[], before: unknown = {}, after: unknown = {}) => ({
  address,
  type: "aws_vpc",
  change: { actions, before, after },
});

test("drift is what Terraform found changed and a deploy would put back; other changes are told apart", () => {
  const plan = {
    resource_drift: [
      change("aws_vpc.gone", ["delete"]),
      change("aws_vpc.retagged", ["update"]),
      change("aws_vpc.computed", ["update"]),
    ],
    resource_changes: [
      change("aws_vpc.gone", ["create"]),
      change("aws_vpc.retagged", ["update"], { tags: { Owner: "me" } }, { tags: { Owner: "platform-team" } }),
      change("aws_vpc.computed", ["no-op"]),
      change("aws_vpc.new", ["create"]),
    ],
  };
  expect(divide(plan)).toEqual({
    drifted: ["aws_vpc.gone: was deleted", 'aws_vpc.retagged: update: tags.Owner "me" -> "platform-team"'],
    others: ["aws_vpc.new: create"],
  });
});

test.each([
  [30_000, "less than a minute ago"],
  [12 * 60_000, "12 minutes ago"],
  [3 * 3_600_000, "3 hours ago"],
  [50 * 3_600_000, "2 days ago"],
])("a lock is described with who, what and since when (%d ms)", (ms, ago) => {
  const Created = "2026-01-05T10:00:00.123456789Z";
  const lock = { ID: "1", Operation: "OperationTypeApply", Who: "ann@build-7", Version: "1.11.4", Created };
  expect(describeLock(lock, Date.parse(Created) + ms)).toBe(
    `apply by ann@build-7 (Terraform 1.11.4), since 2026-01-05 10:00:00 UTC, ${ago}`,
  );
});
