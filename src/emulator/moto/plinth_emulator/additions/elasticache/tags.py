"""Tags of the things that moto's check of ARNs does not know: parameter groups, user groups."""

from __future__ import annotations

from typing import Any

from moto.elasticache.models import ElastiCacheBackend

from ...extend import Function, extends

KINDS = ("parametergroup", "usergroup")


@extends(ElastiCacheBackend, "list_tags_for_resource", "self arn")
def _list_tags(original: Function, self: ElastiCacheBackend, arn: str) -> Any:
    parts = arn.split(":")
    if len(parts) == 7 and parts[2] == "elasticache" and parts[5] in KINDS:
        return self.tagging_service.list_tags_for_resource(arn)
    return original(self, arn)
