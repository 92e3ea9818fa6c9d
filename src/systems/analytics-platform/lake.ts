import { type SystemStack } from "../../core/system-stack";
import { type Key } from "../../constructs/encryption/key";
import { Catalog } from "../../constructs/lake/catalog";
import { Transformation } from "../../constructs/lake/transformation";
import { WorkGroup } from "../../constructs/lake/work-group";
import { type Network } from "../../constructs/network/network";
import { type LogProps } from "../../constructs/observability/log-group";
import { LakeBucket } from "../../constructs/storage/lake-bucket";
import { type LogBucket } from "../../constructs/storage/log-bucket";
import { Delivery } from "../../constructs/streaming/delivery";
import { type Stream } from "../../constructs/streaming/stream";
import { MARKET_EVENT_COLUMNS } from "../../handlers/market-data/columns";
import { type AnalyticsPlatformSettings } from "./settings";

export interface LakeProps {
  readonly settings: AnalyticsPlatformSettings;
  readonly key: Key;
  readonly network: Network;
  readonly logs: LogProps;
  readonly accessLogs: LogBucket;
  readonly stream: Stream;
}

export type Lake = ReturnType<typeof makeLake>;

/** The first part of the keys of processed events, and their table in SQL. */
const DATASET = "market_events";

/** From the stream to the raw bucket, from there into the processed one, and what asks that (FA-21, FA-60, FA-61). */
export function makeLake(stack: SystemStack, props: LakeProps) {
  const { settings, key, network, logs, accessLogs, stream } = props;
  // FA-21
  const raw = new LakeBucket(stack, "raw", { purpose: "raw", key, accessLogs });
  // FA-21
  const processed = new LakeBucket(stack, "processed", { purpose: "processed", key, accessLogs });
  // FA-60
  const delivery = new Delivery(stack, "delivery", {
    purpose: "market-events",
    source: stream,
    bucket: raw,
    key,
    logs,
  });
  const transformation = new Transformation(stack, "transformation", {
    purpose: "lake-transform",
    description: "Brings raw market events into the processed bucket",
    entry: "src/handlers/lake-transform/index.ts",
    from: raw,
    prefix: delivery.prefix,
    to: processed,
    dataset: DATASET,
    network,
    key,
    logs,
  });

  // FA-61
  const catalog = new Catalog(stack, "catalog", {
    purpose: "lake",
    description: "Market events: as they came, and processed",
  });
  const columns = MARKET_EVENT_COLUMNS;
  const tables = {
    marketEvents: catalog.table("market-events", {
      name: DATASET,
      description: "Trades and quotes by the day on which they happened, each once per raw object",
      bucket: processed,
      prefix: `${DATASET}/`,
      columns,
      partitions: { by: "day", since: settings.lakeSince },
    }),
    rawMarketEvents: catalog.table("raw-market-events", {
      name: `raw_${DATASET}`,
      description: "Trades and quotes by the hour in which they came, at least once",
      bucket: raw,
      prefix: delivery.prefix,
      columns,
      partitions: { by: "hour", since: settings.lakeSince },
      // Whatever producers put into the stream is there.
      malformed: "row-of-nulls",
    }),
  };
  // FA-61
  const queries = new WorkGroup(stack, "queries", {
    purpose: "lake",
    description: "Queries of the dashboards over the data lake",
    key,
    accessLogs,
  });
  return { raw, processed, delivery, transformation, catalog, tables, queries };
}
