"""Replication groups have nodes: the provider reads versions, windows and groups from them."""

from __future__ import annotations

import inspect
from typing import Any

from moto.elasticache.models import CacheCluster, ElastiCacheBackend, ReplicationGroup

from ...expect import expect
from ...extend import Function, extends

_parameters = inspect.signature(expect(CacheCluster, "__init__")).parameters
NODE_PARAMETERS = [name for name in _parameters if name not in ("self", "account_id", "region_name")]


@extends(ElastiCacheBackend, "create_replication_group")
def _create(original: Function, self: ElastiCacheBackend, **given: Any) -> ReplicationGroup:
    group: Any = original(self, **given)
    if group.transit_encryption_enabled and not group.transit_encryption_mode:
        group.transit_encryption_mode = "required"
    for member in group.member_clusters:
        self.cache_clusters[member] = _node(self, group, member, given)
    return group


def _node(backend: ElastiCacheBackend, group: Any, member: str, given: dict[str, Any]) -> CacheCluster:
    arguments = {name: given.get(name) for name in NODE_PARAMETERS}
    arguments.update(
        cache_cluster_id=member, replication_group_id=group.replication_group_id, num_cache_nodes=1
    )
    node: Any = CacheCluster(account_id=backend.account_id, region_name=backend.region_name, **arguments)
    node.replication_group_id = group.replication_group_id
    node.engine = group.engine
    node.num_cache_nodes = 1
    node.snapshot_window = given.get("snapshot_window")
    node.at_rest_encryption_enabled = group.at_rest_encryption_enabled
    node.transit_encryption_enabled = group.transit_encryption_enabled
    node.auto_minor_version_upgrade = given.get("auto_minor_version_upgrade") is not False
    _show(node)
    return node


def _show(node: Any) -> None:
    """The shapes in which DescribeCacheClusters answers what requests name otherwise."""
    node.security_groups = [
        {"SecurityGroupId": group, "Status": "active"} for group in node.security_group_ids
    ]
    node.cache_parameter_group = {
        "CacheParameterGroupName": node.cache_parameter_group_name,
        "ParameterApplyStatus": "in-sync",
    }


@extends(
    ElastiCacheBackend,
    "modify_replication_group",
    "self replication_group_id replication_group_description engine cache_node_type"
    " automatic_failover_enabled multi_az_enabled snapshot_retention_limit",
)
def _modify(original: Function, self: ElastiCacheBackend, **given: Any) -> ReplicationGroup:
    group: ReplicationGroup = original(self, **given)
    for member in group.member_clusters:
        node: Any = self.cache_clusters[member]
        node.cache_node_type = group.cache_node_type
        node.snapshot_retention_limit = group.snapshot_retention_limit
        node.engine = group.engine
    return group


@extends(
    ReplicationGroup,
    "_set_node_members_clusters_disabled",
    "self member_clusters replication_group_id replication_group_domain node_group"
    " preferred_cache_cluster_azs num_cache_clusters replicas_per_node_group",
)
def _count_nodes(original: Function, self: ReplicationGroup, **given: Any) -> None:
    # moto counts replicas only; without cluster mode the number of nodes is what is asked for.
    if not given["replicas_per_node_group"]:
        given["replicas_per_node_group"] = given["num_cache_clusters"] - 1
    original(self, **given)
