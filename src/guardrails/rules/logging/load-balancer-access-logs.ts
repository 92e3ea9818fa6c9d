import type { Rule } from "../../rule";
import { notApplicable, pciDss, securityHub, unknown, verdict } from "../../rule";
import { LOAD_BALANCERS } from "../lib/buckets";

/** Application load balancers log requests. */
export const loadBalancerAccessLogs: Rule = {
  id: "logging-load-balancer-access-logs",
  title: "Application load balancers have access logs",
  pack: "logging",
  controls: [...securityHub("ELB.5"), ...pciDss("10.2.1")],
  shows: "Requests to the load balancer are recorded.",
  limits:
    "Who the user behind a request is (10.2.2) is known to the application only. The logs are delivered as well as AWS can, and may lack some.",
  rationale: "Who asked for what, and what was answered, is in the access logs only.",
  remedy: "add access_logs with a bucket and enabled = true",
  types: LOAD_BALANCERS,
  check: (balancer) => {
    const type = balancer.get("load_balancer_type");
    if (type.kind === "unknown") return unknown(`load_balancer_type is ${type.expression}`);
    if (type.kind === "known" && type.value !== "application") return notApplicable();
    const [logs] = balancer.blocks("access_logs");
    if (logs === undefined) return verdict(["it has no access_logs"]);
    const enabled = logs.flag("enabled", false);
    const bucket = logs.get("bucket");
    return verdict(
      [
        ...(enabled === false ? ["access_logs.enabled is not true"] : []),
        ...(bucket.kind === "absent" || (bucket.kind === "known" && bucket.value === "")
          ? ["access_logs.bucket is not set"]
          : []),
      ],
      enabled === "unknown" ? ["access_logs.enabled cannot be seen"] : [],
    );
  },
};
