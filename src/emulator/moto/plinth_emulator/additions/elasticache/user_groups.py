"""User groups, which moto lacks."""

from __future__ import annotations

from typing import Any

from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.responses import ElastiCacheResponse

from ...extend import adds, state


class _NotFound(ElastiCacheException):
    code = "UserGroupNotFound"

    def __init__(self, name: str):
        super().__init__(f"User group {name} not found.")


def _groups(response: ElastiCacheResponse) -> dict[str, dict[str, Any]]:
    return state(response.elasticache_backend, "user_groups", dict)


def _group(response: ElastiCacheResponse) -> dict[str, Any]:
    name = response._get_param("UserGroupId")
    groups = _groups(response)
    if name not in groups:
        raise _NotFound(name)
    return groups[name]


@adds(ElastiCacheResponse)
def create_user_group(self: ElastiCacheResponse) -> ActionResult:
    name = self._get_param("UserGroupId")
    group = _groups(self)[name] = {
        "UserGroupId": name,
        "Status": "active",
        "Engine": self._get_param("Engine"),
        "UserIds": self._get_param("UserIds", []),
        "MinimumEngineVersion": "6.0",
        "ReplicationGroups": [],
        "ARN": f"arn:aws:elasticache:{self.region}:{self.current_account}:usergroup:{name}",
    }
    if tags := self._get_param("Tags"):
        self.elasticache_backend.tagging_service.tag_resource(group["ARN"], tags)
    return ActionResult(group)


@adds(ElastiCacheResponse)
def describe_user_groups(self: ElastiCacheResponse) -> ActionResult:
    groups = [_group(self)] if self._get_param("UserGroupId") else list(_groups(self).values())
    return ActionResult({"UserGroups": groups})


@adds(ElastiCacheResponse)
def modify_user_group(self: ElastiCacheResponse) -> ActionResult:
    group = _group(self)
    removed = set(self._get_param("UserIdsToRemove", []))
    kept = [user for user in group["UserIds"] if user not in removed]
    group["UserIds"] = kept + [user for user in self._get_param("UserIdsToAdd", []) if user not in kept]
    return ActionResult(group)


@adds(ElastiCacheResponse)
def delete_user_group(self: ElastiCacheResponse) -> ActionResult:
    group = _group(self)
    del _groups(self)[group["UserGroupId"]]
    self.elasticache_backend.tagging_service.delete_all_tags_for_resource(group["ARN"])
    return ActionResult({**group, "Status": "deleting"})
