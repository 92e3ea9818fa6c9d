import type { Rule } from "../../rule";
import { pciDss, unknown, verdict, violation } from "../../rule";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Tables, replicas too, are encrypted under a customer's key. */
export const dynamodbCmk: Rule = {
  id: "encryption-dynamodb-cmk",
  title: "DynamoDB tables are encrypted with a customer managed key",
  pack: "encryption",
  controls: pciDss("3.6.1", "3.6.1.2"),
  shows: "What is stored is under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "DynamoDB's own key can be neither granted, watched nor taken back.",
  remedy: "add server_side_encryption with enabled = true and kms_key_arn, and a kms_key_arn to each replica",
  types: ["aws_dynamodb_table"],
  check: (table, configuration) => {
    const enabled = table.flag("server_side_encryption.enabled", false);
    if (enabled === "unknown") return unknown("server_side_encryption.enabled cannot be seen");
    if (!enabled) return violation("server_side_encryption is not enabled: the key is DynamoDB's");
    const own = keyVerdict(table, "server_side_encryption.kms_key_arn", configuration);
    const replicas = table.blocks("replica").map((replica) => ({
      region: replica.text("region_name") ?? "a region",
      verdict: keyVerdict(replica, "kms_key_arn", configuration),
    }));
    const all = [
      { where: "", verdict: own },
      ...replicas.map(({ region, verdict: said }) => ({ where: `replica in ${region}: `, verdict: said })),
    ];
    const say = (outcome: "violation" | "unknown"): string[] =>
      all.flatMap(({ where, verdict: said }) => (said.outcome === outcome ? [`${where}${said.reason}`] : []));
    return verdict(say("violation"), say("unknown"));
  },
};
