import { explained, type ListedAlarm } from "../constructs/observability/alarm-description";
import { type Json, type JsonObject } from "../core/synthesis/json";
import { Graph } from "./picture/graph";

/** The EventBridge rules of a synthesized configuration that tell a topic of an event, as alarms without a threshold. */
export function listNotices(configuration: JsonObject): ListedAlarm[] {
  const graph = new Graph(configuration);
  return graph.of("aws_cloudwatch_event_target").flatMap(([, target]) => {
    if (!graph.pointsAt(target.arn).some((address) => address.startsWith("aws_sns_topic."))) return [];
    return graph.pointsAt(target.rule).map((address): ListedAlarm => {
      const { name, description } = graph.body(address);
      return { address, name: text(name), condition: "each time", ...explained(text(description)) };
    });
  });
}

function text(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
