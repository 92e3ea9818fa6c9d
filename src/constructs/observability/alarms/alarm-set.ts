import { Construct } from "constructs";
import { Alarm, type AlarmProps } from "../alarm";
import { type AlertTopic } from "../alert-topic";

export interface AlarmSetProps {
  /** Told by each of the alarms. */
  readonly topic: AlertTopic;
  /** Begins the alarms' names: `alarm-{purpose}-{what}-{suffix}`. */
  readonly purpose: string;
}

/** Alarms about one thing, e.g. a load balancer. */
export abstract class AlarmSet extends Construct {
  private readonly made: Alarm[] = [];

  protected constructor(
    scope: Construct,
    id: string,
    private readonly common: AlarmSetProps,
  ) {
    super(scope, id);
  }

  /** All alarms of the set, in the order in which a dashboard shows them. */
  get alarms(): readonly Alarm[] {
    return this.made;
  }

  /** @param id names the alarm in the set */
  protected add(id: string, props: Omit<AlarmProps, "purpose" | "topic">): void {
    const { topic, purpose } = this.common;
    this.made.push(new Alarm(this, id, { ...props, topic, purpose: `${purpose}-${id}` }));
  }
}
