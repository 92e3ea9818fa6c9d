import { type SystemStack } from "../../core/system-stack";
import { type Key } from "../../constructs/encryption/key";
import { type Network } from "../../constructs/network/network";
import { type LogProps } from "../../constructs/observability/log-group";
import { Stream } from "../../constructs/streaming/stream";
import { StreamConsumer } from "../../constructs/streaming/stream-consumer";

export interface StreamingProps {
  readonly key: Key;
  readonly network: Network;
  readonly logs: LogProps;
}

export type Streaming = ReturnType<typeof makeStreaming>;

/** Where market data comes in, and what writes each event of it once into a table (FA-60). */
export function makeStreaming(stack: SystemStack, { key, network, logs }: StreamingProps) {
  // FA-60
  const stream = new Stream(stack, "market-data", { purpose: "market-data", key });
  // FA-60, FA-70
  const consumer = new StreamConsumer(stack, "consumer", {
    purpose: "market-events",
    description: "Writes each market event of the stream once",
    entry: "src/handlers/stream-consumer/index.ts",
    stream,
    network,
    key,
    logs,
  });
  return { stream, consumer };
}
