"""RDS and Aurora: Performance Insights, the Data API, parameters and subnet groups for a second plan."""

from __future__ import annotations

import random
import string
from collections.abc import Iterable
from typing import Any

from moto.rds.models import (
    DBCluster,
    DBInstance,
    DBInstanceClustered,
    DBParameterGroup,
    DBSubnetGroup,
    RDSBackend,
)

from ..expect import expect
from ..extend import Function, extends

expect(DBInstance, "update")
expect(DBInstanceClustered, "__init__", "self db_cluster_identifier promotion_tier kwargs")
expect(RDSBackend, "modify_db_cluster", "self kwargs")

RENAMED = {"enable_performance_insights": "performance_insights_enabled"}
INSIGHTS = ("performance_insights_kms_key_id", "performance_insights_retention_period")
DEFAULT_AUTHORITY = "rds-ca-rsa2048-g1"
"""AWS's default. With another one the provider modifies and reboots each new instance."""
DEFAULT_RETENTION = 7
"""Days that Performance Insights keeps."""


def _take_insights(target: Any, given: Any) -> None:
    """Sets what a Create or Modify request says of Performance Insights."""
    for parameter, attribute in [*RENAMED.items(), *((name, name) for name in INSIGHTS)]:
        value = given.get(parameter)
        if value is not None:
            setattr(target, attribute, value)
    if not getattr(target, "performance_insights_enabled", False):
        target.performance_insights_enabled = False
    elif not getattr(target, "performance_insights_retention_period", None):
        target.performance_insights_retention_period = DEFAULT_RETENTION


@extends(DBInstance, "__init__")
def _create_instance(original: Function, self: DBInstance, *args: Any, **kwargs: Any) -> None:
    if not kwargs.get("ca_certificate_identifier"):
        kwargs["ca_certificate_identifier"] = DEFAULT_AUTHORITY
    original(self, *args, **kwargs)
    # The same for all in moto, and the provider looks instances up by it.
    self.dbi_resource_id = "db-" + "".join(random.choices(string.ascii_uppercase + string.digits, k=26))
    _take_insights(self, kwargs)


@extends(DBInstance, "update")
def _update_instance(original: Function, self: DBInstance, *args: Any, **kwargs: Any) -> None:
    original(self, *args, **kwargs)
    _take_insights(self, kwargs)


@extends(DBInstanceClustered, "__init__")
def _join_cluster(original: Function, self: Any, *args: Any, **kwargs: Any) -> None:
    original(self, *args, **kwargs)
    cluster = self.cluster
    if getattr(cluster, "performance_insights_enabled", False) and not self.performance_insights_enabled:
        self.performance_insights_enabled = True
        for name in INSIGHTS:
            setattr(self, name, getattr(cluster, name, None))


@extends(DBCluster, "__init__")
def _create_cluster(original: Function, self: Any, *args: Any, **kwargs: Any) -> None:
    original(self, *args, **kwargs)
    _take_insights(self, kwargs)
    if self.engine_mode == "provisioned" and self.engine.startswith("aurora-"):
        self._enable_http_endpoint = bool(kwargs.get("enable_http_endpoint"))
    if self.storage_type == "gp2" and self.engine.startswith("aurora-"):
        self.storage_type = "aurora"


@extends(RDSBackend, "modify_db_cluster")
def _modify_cluster(original: Function, self: RDSBackend, kwargs: Any) -> DBCluster:
    identifier = kwargs["db_cluster_identifier"]
    given = dict(kwargs)
    answer: DBCluster = original(self, kwargs)
    cluster = self.clusters[given.get("new_db_cluster_identifier") or identifier]
    _take_insights(cluster, given)
    if "enable_http_endpoint" in given and cluster.engine_mode == "provisioned":
        cluster._enable_http_endpoint = bool(given["enable_http_endpoint"])
    return answer


@extends(DBCluster, "scaling_configuration_info", "self")
def _only_serverless(original: Function, self: DBCluster) -> dict[str, Any] | None:
    info: dict[str, Any] = original(self)
    return info if self.engine_mode == "serverless" else None


@extends(DBParameterGroup, "update_parameters", "self new_parameters")
def _mark_as_set(
    original: Function, self: DBParameterGroup, new_parameters: Iterable[dict[str, Any]]
) -> None:
    original(self, new_parameters)
    # The provider reads only parameters whose source is the user.
    for parameter in self.parameters.values():
        parameter["Source"] = "user"


@extends(RDSBackend, "modify_db_subnet_group", "self subnet_name description subnets")
def _keep_subnet_group(
    original: Function, self: RDSBackend, subnet_name: str, description: str, subnets: Any
) -> DBSubnetGroup:
    group: DBSubnetGroup = original(self, subnet_name, description, subnets)
    # moto takes it out and does not put it back.
    self.subnet_groups[subnet_name] = group
    return group


@extends(RDSBackend, "delete_db_cluster", "self cluster_identifier snapshot_name")
def _delete_backups(
    original: Function, self: RDSBackend, cluster_identifier: str, snapshot_name: str | None = None
) -> DBCluster:
    cluster: DBCluster = original(self, cluster_identifier, snapshot_name)
    for identifier, snapshot in list(self.cluster_snapshots.items()):
        automated = snapshot.snapshot_type == "automated"
        if automated and identifier.startswith(f"rds:{cluster.db_cluster_identifier}-"):
            del self.cluster_snapshots[identifier]
    return cluster
