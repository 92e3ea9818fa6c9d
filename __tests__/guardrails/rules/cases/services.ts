import type { Case } from "../case";
import { besideOf, bodiesOf, HIDDEN } from "../case";

const fargate = (cpu: unknown, memory: unknown) => ({ requires_compatibilities: ["FARGATE"], cpu, memory });
const strategy = (...bases: unknown[]) => ({
  capacity_provider_strategy: bases.map((base, i) => ({ capacity_provider: `p${i}`, base })),
});
const breaker = (enable: unknown, type?: unknown) => ({
  deployment_circuit_breaker: { enable, rollback: true },
  ...(type === undefined ? {} : { deployment_controller: { type } }),
});
const rebalancing = (most: unknown, enabled: unknown = "ENABLED") => ({
  availability_zone_rebalancing: enabled,
  deployment_maximum_percent: most,
});
const failover = { automatic_failover_enabled: true };
const service = (more: object = {}) => ({ "aws_ecs_service.x": { name: "s", desired_count: 3, ...more } });
const target = { "aws_appautoscaling_target.t": { resource_id: "service/c/${aws_ecs_service.x.name}" } };

export const services: readonly Case[] = [
  ...bodiesOf("apply-fargate-size", "aws_ecs_task_definition", {
    compliant: [
      fargate("512", "1024"),
      fargate(256, 2048),
      fargate("1 vCPU", "4 GB"),
      fargate(16384, 122880),
    ],
    violation: [
      fargate("512", "512"),
      fargate(300, 1024),
      fargate(256, 1536),
      fargate(8192, 17408),
      { requires_compatibilities: ["FARGATE"] },
    ],
    unknown: [fargate(HIDDEN, 1024), { requires_compatibilities: HIDDEN }],
    "not-applicable": [{ requires_compatibilities: ["EC2"] }, {}],
  }),
  ...bodiesOf("apply-capacity-base", "aws_ecs_service", {
    compliant: [{}, strategy(1, 0), strategy(undefined, undefined)],
    violation: [strategy(1, 2)],
    unknown: [strategy(1, HIDDEN), strategy(HIDDEN, HIDDEN)],
  }),
  ...bodiesOf("apply-capacity-base", "aws_ecs_cluster_capacity_providers", {
    violation: [{ default_capacity_provider_strategy: strategy(1, 1).capacity_provider_strategy }],
  }),
  ...bodiesOf("apply-service-launch", "aws_ecs_service", {
    compliant: [{ launch_type: "FARGATE" }, strategy(0), {}],
    violation: [{ launch_type: "FARGATE", ...strategy(0) }],
    unknown: [{ launch_type: HIDDEN, ...strategy(0) }],
  }),
  ...bodiesOf("apply-deployment-controller", "aws_ecs_service", {
    compliant: [breaker(true), breaker(true, "ECS"), breaker(false, "CODE_DEPLOY")],
    violation: [breaker(true, "CODE_DEPLOY"), breaker(true, "EXTERNAL")],
    unknown: [breaker(HIDDEN, "CODE_DEPLOY"), breaker(true, HIDDEN)],
  }),
  ...bodiesOf("apply-az-rebalancing", "aws_ecs_service", {
    compliant: [rebalancing(200), rebalancing(undefined), rebalancing(100, "DISABLED"), {}],
    violation: [rebalancing(100)],
    unknown: [rebalancing(HIDDEN), rebalancing(100, HIDDEN)],
  }),
  ...bodiesOf("apply-cache-cluster-mode", "aws_elasticache_replication_group", {
    compliant: [
      { ...failover, num_node_groups: 3, replicas_per_node_group: 1, multi_az_enabled: true },
      { ...failover, num_cache_clusters: 2 },
    ],
    violation: [
      { num_node_groups: 3, replicas_per_node_group: 1 },
      { ...failover, num_node_groups: 3, replicas_per_node_group: 0, multi_az_enabled: true },
      { ...failover, num_cache_clusters: 1 },
      { multi_az_enabled: true, num_cache_clusters: 2 },
    ],
    unknown: [{ num_node_groups: HIDDEN }, { ...failover, num_cache_clusters: HIDDEN }],
    "not-applicable": [{ num_cache_clusters: 1 }],
  }),
  ...besideOf("apply-desired-count", service({ lifecycle: { ignore_changes: ["desired_count"] } }), {
    compliant: [target],
  }),
  ...besideOf("apply-desired-count", service({ lifecycle: { ignore_changes: ["task_definition"] } }), {
    violation: [target],
  }),
  ...besideOf("apply-desired-count", service(), {
    violation: [target, { "aws_appautoscaling_target.t": { resource_id: "service/c/s" } }],
    "not-applicable": [{}],
  }),
];
