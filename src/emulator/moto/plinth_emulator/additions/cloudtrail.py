"""CloudTrail: a trail named by its ARN, and described alone."""

from __future__ import annotations

import json
from typing import Any

from moto.cloudtrail.models import CloudTrailBackend
from moto.cloudtrail.responses import CloudTrailResponse

from ..extend import Function, extends


def _named(operation: str) -> None:
    @extends(CloudTrailBackend, operation, "self name")
    def by_name(original: Function, self: CloudTrailBackend, name: str) -> Any:
        return original(self, name.rsplit("/", 1)[-1] if name.startswith("arn:") else name)


for _operation in ("start_logging", "stop_logging", "delete_trail"):
    _named(_operation)


@extends(CloudTrailBackend, "delete_trail")
def _delete_tags(original: Function, self: CloudTrailBackend, name: str) -> None:
    trail = self.trails.get(name.rsplit("/", 1)[-1])
    original(self, name)
    if trail:
        self.tagging_service.delete_all_tags_for_resource(trail.arn)


@extends(CloudTrailResponse, "describe_trails", "self")
def _only_those_asked_for(original: Function, self: CloudTrailResponse) -> str:
    asked = self._get_param("trailNameList") or []
    trails = json.loads(original(self))["trailList"]
    if asked:
        trails = [trail for trail in trails if trail["Name"] in asked or trail["TrailARN"] in asked]
    return json.dumps({"trailList": trails})
