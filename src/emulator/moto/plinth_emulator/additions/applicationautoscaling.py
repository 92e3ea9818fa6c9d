"""Application Auto Scaling: tags of scalable targets, alarms that end with the policy that they serve."""

from __future__ import annotations

import json
from typing import Any

from moto.applicationautoscaling.models import (
    ApplicationAutoscalingBackend,
    FakeApplicationAutoscalingPolicy,
)
from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse as Response

from ..expect import expect
from ..extend import Function, adds, extends, state

expect(FakeApplicationAutoscalingPolicy, "delete_alarms", "self account_id region_name")

Tags = dict[str, str]


def _tags(backend: Any) -> dict[str, Tags]:
    return state(backend, "tags", dict)


def _of_request(response: Response) -> Tags:
    return _tags(response.applicationautoscaling_backend).setdefault(response._get_param("ResourceARN"), {})


@extends(Response, "register_scalable_target", "self")
def _register(original: Function, self: Response) -> str:
    answer: str = original(self)
    if tags := self._get_param("Tags"):
        arn = json.loads(answer)["ScalableTargetARN"]
        _tags(self.applicationautoscaling_backend).setdefault(arn, {}).update(tags)
    return answer


@extends(ApplicationAutoscalingBackend, "deregister_scalable_target", "self namespace r_id dimension")
def _deregister(
    original: Function, self: ApplicationAutoscalingBackend, namespace: str, r_id: str, dimension: str
) -> None:
    before = {target.arn for targets in self.targets.values() for target in targets.values()}
    original(self, namespace, r_id, dimension)
    after = {target.arn for targets in self.targets.values() for target in targets.values()}
    for arn in before - after:
        _tags(self).pop(arn, None)


@extends(
    ApplicationAutoscalingBackend,
    "put_scaling_policy",
    "self policy_name service_namespace resource_id scalable_dimension policy_body policy_type",
)
def _put_policy(
    original: Function, self: ApplicationAutoscalingBackend, *args: Any, **kwargs: Any
) -> FakeApplicationAutoscalingPolicy:
    before = dict(self.policies)
    policy: FakeApplicationAutoscalingPolicy = original(self, *args, **kwargs)
    for key, replaced in before.items():
        # moto makes new alarms for a changed policy and leaves the old ones.
        if self.policies.get(key) is not replaced:
            replaced.delete_alarms(self.account_id, self.region_name)
    return policy


@adds(Response)
def list_tags_for_resource(self: Response) -> str:
    return json.dumps(
        {"Tags": _tags(self.applicationautoscaling_backend).get(self._get_param("ResourceARN"), {})}
    )


@adds(Response)
def tag_resource(self: Response) -> str:
    _of_request(self).update(self._get_param("Tags") or {})
    return "{}"


@adds(Response)
def untag_resource(self: Response) -> str:
    for key in self._get_param("TagKeys") or []:
        _of_request(self).pop(key, None)
    return "{}"
