import { type Key } from "../../../src/constructs/encryption/key";
import { AlertTopic } from "../../../src/constructs/observability/alert-topic";
import { type SystemStack } from "../../../src/core/system-stack";
import { logKey } from "../../support/parts";

/** A topic without readers. */
export const topicIn = (stack: SystemStack, key: Key = logKey(stack)) =>
  new AlertTopic(stack, "alerts", { purpose: "alerts", key, emails: [] });
