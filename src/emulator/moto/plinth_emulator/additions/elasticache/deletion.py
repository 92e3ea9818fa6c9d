"""Subnet groups that can be deleted, and groups that go at once with their nodes and tags."""

from __future__ import annotations

from moto.core.responses import EmptyResult
from moto.elasticache.exceptions import CacheSubnetGroupNotFound
from moto.elasticache.models import CacheCluster, ElastiCacheBackend, ReplicationGroup
from moto.elasticache.responses import ElastiCacheResponse

from ...extend import Function, adds, extends


@adds(ElastiCacheResponse)
def delete_cache_subnet_group(self: ElastiCacheResponse) -> EmptyResult:
    name = self._get_param("CacheSubnetGroupName")
    backend = self.elasticache_backend
    group = backend.cache_subnet_groups.pop(name, None)
    if group is None:
        raise CacheSubnetGroupNotFound(name)
    backend.tagging_service.delete_all_tags_for_resource(group.arn)
    return EmptyResult()


@extends(ElastiCacheBackend, "delete_cache_cluster", "self cache_cluster_id")
def _delete_cluster(original: Function, self: ElastiCacheBackend, cache_cluster_id: str) -> CacheCluster:
    cluster: CacheCluster = original(self, cache_cluster_id)
    del self.cache_clusters[cache_cluster_id]
    self.tagging_service.delete_all_tags_for_resource(cluster.arn)
    return cluster


@extends(ElastiCacheBackend, "delete_replication_group", "self replication_group_id retain_primary_cluster")
def _delete_group(
    original: Function,
    self: ElastiCacheBackend,
    replication_group_id: str,
    retain_primary_cluster: bool | None,
) -> ReplicationGroup:
    members = list(self.describe_replication_groups(replication_group_id)[0].member_clusters)
    group: ReplicationGroup = original(self, replication_group_id, retain_primary_cluster)
    for member in members:
        if member in self.cache_clusters:
            self.delete_cache_cluster(member)
    del self.replication_groups[replication_group_id]
    self.tagging_service.delete_all_tags_for_resource(group.arn)
    return group
