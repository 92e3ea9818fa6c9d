"""Athena: work groups are changed in place and name their engine; gone ones are missed, and leave no tags."""

from __future__ import annotations

import json
from typing import Any

from moto.athena.models import AthenaBackend
from moto.athena.responses import AthenaResponse
from moto.core.exceptions import JsonRESTError

from ..expect import expect
from ..extend import Function, adds, extends

ENGINE = "Athena engine version 3"

expect(AthenaBackend, "get_work_group", "self name")


class _Missing(JsonRESTError):
    code = 400

    def __init__(self) -> None:
        super().__init__("InvalidRequestException", "WorkGroup is not found.")


@extends(AthenaBackend, "create_work_group", "self name configuration description tags")
def _create(
    original: Function,
    self: AthenaBackend,
    name: str,
    configuration: dict[str, Any],
    description: str,
    tags: Any,
) -> Any:
    group = original(self, name, configuration, description, tags)
    if group:
        _say_engine(group.configuration)
    return group


@extends(AthenaBackend, "delete_work_group", "self name")
def _delete(original: Function, self: AthenaBackend, name: str) -> None:
    group = self.work_groups.get(name)
    original(self, name)
    if group is not None:
        self.tagger.delete_all_tags_for_resource(group.arn)


@extends(AthenaResponse, "get_work_group", "self")
def _get(original: Function, self: AthenaResponse) -> Any:
    if self._get_param("WorkGroup") not in self.athena_backend.work_groups:
        raise _Missing
    return original(self)


@adds(AthenaResponse)
def update_work_group(self: AthenaResponse) -> str:
    group = self.athena_backend.work_groups.get(self._get_param("WorkGroup"))
    if group is None:
        raise _Missing
    group.description = self._get_param("Description", group.description)
    group.state = self._get_param("State", group.state)
    updates = dict(self._get_param("ConfigurationUpdates") or {})
    results = updates.pop("ResultConfigurationUpdates", None)
    _update(group.configuration, updates)
    if results:
        _update(group.configuration.setdefault("ResultConfiguration", {}), results)
    _say_engine(group.configuration)
    return json.dumps({})


def _update(configuration: dict[str, Any], updates: dict[str, Any]) -> None:
    """`RemoveX` takes X away; whatever else is given takes the place of what there was."""
    for name, value in updates.items():
        if not name.startswith("Remove"):
            configuration[name] = value
        elif value:
            configuration.pop(name.removeprefix("Remove"), None)


def _say_engine(configuration: dict[str, Any]) -> None:
    version = configuration.setdefault("EngineVersion", {"SelectedEngineVersion": "AUTO"})
    selected = version.get("SelectedEngineVersion", "AUTO")
    version["EffectiveEngineVersion"] = ENGINE if selected == "AUTO" else selected
