import { type Construct } from "constructs";
import { type WebAclDimensions, webAclMetric } from "../metrics";
import { AlarmSet, type AlarmSetProps } from "./alarm-set";

export interface WebAclAlarmsProps extends AlarmSetProps {
  readonly webAcl: WebAclDimensions;
  /** Requests blocked in five minutes that are more than the usual noise of the internet. */
  readonly blockedRequests: number;
}

/** A web ACL that blocks far more than usual. */
export class WebAclAlarms extends AlarmSet {
  constructor(scope: Construct, id: string, props: WebAclAlarmsProps) {
    super(scope, id, props);
    this.add("blocked", {
      metric: webAclMetric(props.webAcl, "BlockedRequests", "Sum", "Requests blocked by the web ACL"),
      comparison: ">",
      threshold: props.blockedRequests,
      period: 300,
      evaluationPeriods: 2,
      // The metric exists only while requests are blocked.
      missingData: "notBreaching",
      meaning:
        "The web ACL has blocked a surge of requests for ten minutes: an attack, or customers whom a rule takes for one.",
      remedy:
        "See in the web ACL's log group which rule blocks and whom. Attackers: put their blocks on the deny list, and lower the rate limit if they pass. Customers: put the rule into count, or their blocks on the allow list.",
    });
  }
}
