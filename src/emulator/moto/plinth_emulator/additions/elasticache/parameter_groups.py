"""Cache parameter groups, which moto lacks."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult, EmptyResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse

from ...extend import adds, state


class _NotFound(ElastiCacheException):
    code = "CacheParameterGroupNotFound"

    def __init__(self, name: str):
        super().__init__(f"CacheParameterGroup {name} not found.")


class _Exists(ElastiCacheException):
    code = "CacheParameterGroupAlreadyExists"

    def __init__(self, name: str):
        super().__init__(f"CacheParameterGroup {name} already exists.")


def _groups(response: ElastiCacheResponse) -> dict[str, dict[str, Any]]:
    return state(response.elasticache_backend, "parameter_groups", dict)


def _group(response: ElastiCacheResponse) -> dict[str, Any]:
    name = response._get_param("CacheParameterGroupName")
    groups = _groups(response)
    if name not in groups:
        raise _NotFound(name)
    return groups[name]


def _described(group: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in group.items() if key != "Parameters"}


@adds(ElastiCacheResponse)
def create_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_param("CacheParameterGroupName")
    if name in _groups(self):
        raise _Exists(name)
    group = _groups(self)[name] = {
        "CacheParameterGroupName": name,
        "CacheParameterGroupFamily": self._get_param("CacheParameterGroupFamily"),
        "Description": self._get_param("Description"),
        "IsGlobal": False,
        "ARN": f"arn:aws:elasticache:{self.region}:{self.current_account}:parametergroup:{name}",
        "Parameters": {},
    }
    if tags := self._get_param("Tags"):
        self.elasticache_backend.tagging_service.tag_resource(group["ARN"], tags)
    return ActionResult({"CacheParameterGroup": _described(group)})


@adds(ElastiCacheResponse)
def describe_cache_parameter_groups(self: ElastiCacheResponse) -> ActionResult:
    groups = [_group(self)] if self._get_param("CacheParameterGroupName") else _groups(self).values()
    return ActionResult({"CacheParameterGroups": [_described(group) for group in groups]})


@adds(ElastiCacheResponse)
def describe_cache_parameters(self: ElastiCacheResponse) -> ActionResult:
    parameters = [
        {"ParameterName": name, "ParameterValue": value, "Source": "user", "IsModifiable": True}
        for name, value in _group(self)["Parameters"].items()
    ]
    return ActionResult({"Parameters": parameters})


@adds(ElastiCacheResponse)
def modify_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    group = _group(self)
    for parameter in self._get_param("ParameterNameValues", []):
        group["Parameters"][parameter["ParameterName"]] = parameter["ParameterValue"]
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@adds(ElastiCacheResponse)
def reset_cache_parameter_group(self: ElastiCacheResponse) -> ActionResult:
    group = _group(self)
    if self._get_param("ResetAllParameters"):
        group["Parameters"].clear()
    for parameter in self._get_param("ParameterNameValues", []):
        group["Parameters"].pop(parameter["ParameterName"], None)
    return ActionResult({"CacheParameterGroupName": group["CacheParameterGroupName"]})


@adds(ElastiCacheResponse)
def delete_cache_parameter_group(self: ElastiCacheResponse) -> EmptyResult:
    group = _group(self)
    del _groups(self)[group["CacheParameterGroupName"]]
    self.elasticache_backend.tagging_service.delete_all_tags_for_resource(group["ARN"])
    return EmptyResult()
