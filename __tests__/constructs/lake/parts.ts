import { type Key } from "../../../src/constructs/encryption/key";
import { type FunctionNetwork } from "../../../src/constructs/functions/node-function";
import { Catalog } from "../../../src/constructs/lake/catalog";
import { Transformation, type TransformationProps } from "../../../src/constructs/lake/transformation";
import { WorkGroup } from "../../../src/constructs/lake/work-group";
import { LakeBucket } from "../../../src/constructs/storage/lake-bucket";
import { LogBucket } from "../../../src/constructs/storage/log-bucket";
import { Delivery, type DeliveryProps } from "../../../src/constructs/streaming/delivery";
import { Stream } from "../../../src/constructs/streaming/stream";
import { type SystemStack } from "../../../src/core/system-stack";
import { MARKET_EVENT_COLUMNS } from "../../../src/handlers/market-data/columns";
import { logKey } from "../../support/parts";
import { smallNetworkIn } from "../streaming/parts";

/** Raw and processed bucket, the delivery from a stream to the one, the transformation to the other. */
export function flowIn(
  stack: SystemStack,
  given: {
    readonly delivery?: Partial<DeliveryProps>;
    readonly transformation?: Partial<TransformationProps>;
    readonly networkOf?: (key: Key) => FunctionNetwork;
  } = {},
) {
  const key = logKey(stack);
  const logs = { key, retentionInDays: 365 };
  const accessLogs = new LogBucket(stack, "access-logs", { purpose: "logs" });
  const raw = new LakeBucket(stack, "raw", { purpose: "raw", key, accessLogs });
  const processed = new LakeBucket(stack, "processed", { purpose: "processed", key, accessLogs });
  const stream = new Stream(stack, "stream", { purpose: "market", key });
  const delivery = new Delivery(stack, "delivery", {
    purpose: "market-events",
    source: stream,
    bucket: raw,
    key,
    logs,
    ...given.delivery,
  });
  const transformation = new Transformation(stack, "transformation", {
    purpose: "lake-transform",
    description: "Brings raw market events into the processed bucket",
    entry: "src/handlers/lake-transform/index.ts",
    from: raw,
    prefix: delivery.prefix,
    to: processed,
    dataset: "market_events",
    network: given.networkOf?.(key) ?? smallNetworkIn(stack),
    key,
    logs,
    ...given.transformation,
  });
  return { key, logs, accessLogs, raw, processed, stream, delivery, transformation };
}

/** The flow, and what queries it: a table of the processed events, a work group. */
export function lakeIn(stack: SystemStack) {
  const flow = flowIn(stack);
  const catalog = new Catalog(stack, "catalog", { purpose: "lake", description: "The data lake" });
  const table = catalog.table("market-events", {
    name: "market_events",
    description: "Trades and quotes, each once per raw object",
    bucket: flow.processed,
    prefix: "market_events/",
    columns: MARKET_EVENT_COLUMNS,
    partitions: { by: "day", since: "2025-01-01" },
  });
  const { key, accessLogs } = flow;
  const group = new WorkGroup(stack, "queries", {
    purpose: "lake",
    description: "Queries of analysts",
    key,
    accessLogs,
  });
  return { ...flow, catalog, table, group };
}
