import type { Configuration } from "../../model/configuration";
import type { Resource } from "../../model/resource";
import type { Rule } from "../../rule";
import type { Placed } from "../lib/priorities";
import { distinctPriorities } from "../lib/priorities";

const TYPES = ["aws_lb_listener_rule", "aws_alb_listener_rule"];

/** Rules of a listener have places of their own. */
export const listenerPriorities: Rule = {
  id: "apply-listener-priorities",
  title: "Rules of a listener have priorities of their own",
  pack: "apply",
  controls: [],
  rationale: "A place that is taken is refused; without one, the order is that in which rules are made.",
  remedy: "give each rule a priority that no other rule of the listener has",
  types: TYPES,
  check: (rule, configuration) => {
    const own = placed(rule);
    return distinctPriorities([own], [own, ...siblings(rule, configuration).map(placed)]);
  },
};

const placed = (rule: Resource): Placed => ({
  what: rule.address,
  priority: rule.number("priority", undefined),
});

/** The other rules of the same listener. */
function siblings(rule: Resource, configuration: Configuration): readonly Resource[] {
  const listeners = configuration
    .targets(rule, "listener_arn")
    .filter(({ type }) => /^aws_a?lb_listener$/.test(type));
  const literal = rule.text("listener_arn");
  const all = listeners.flatMap((listener) => configuration.referring(listener, "listener_arn"));
  const same = configuration.resourcesOfType(TYPES).filter((other) => other.text("listener_arn") === literal);
  return [...new Set([...all, ...(literal === undefined ? [] : same)])].filter(
    (other) => other !== rule && TYPES.includes(other.type),
  );
}
