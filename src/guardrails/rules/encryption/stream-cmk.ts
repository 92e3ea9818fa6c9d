import type { Rule } from "../../rule";
import { combine, notApplicable, pciDss, securityHub } from "../../rule";
import { needs, needsOneOf } from "../lib/expect";
import { BELOW_APPLICATION } from "../lib/storage-limits";
import { keyVerdict } from "./key-verdict";

/** Streams and delivery streams are encrypted under a customer's key. */
export const streamCmk: Rule = {
  id: "encryption-stream-cmk",
  title: "Kinesis and Firehose streams are encrypted with a customer managed key",
  pack: "encryption",
  controls: [...securityHub("Kinesis.1", "DataFirehose.1"), ...pciDss("3.6.1", "3.6.1.2")],
  shows: "Records that the stream holds are under a key whose use is granted.",
  limits: BELOW_APPLICATION,
  rationale: "A stream keeps what passes through it for a day and more.",
  remedy:
    "Kinesis: encryption_type KMS and kms_key_id; Firehose: server_side_encryption enabled with CUSTOMER_MANAGED_CMK and key_arn",
  types: ["aws_kinesis_stream", "aws_kinesis_firehose_delivery_stream"],
  check: (stream, configuration) => {
    if (stream.type === "aws_kinesis_stream") {
      return combine([
        needsOneOf(stream, "encryption_type", ["KMS"], "NONE"),
        keyVerdict(stream, "kms_key_id", configuration),
      ]);
    }
    // What Firehose reads from a stream of Kinesis's it does not keep: AWS refuses the setting there.
    if (stream.blocks("kinesis_source_configuration").length > 0) return notApplicable();
    const at = "server_side_encryption";
    return combine([
      needs(stream, `${at}.enabled`, true, false),
      needsOneOf(stream, `${at}.key_type`, ["CUSTOMER_MANAGED_CMK"], "AWS_OWNED_CMK"),
      keyVerdict(stream, `${at}.key_arn`, configuration),
    ]);
  },
};
