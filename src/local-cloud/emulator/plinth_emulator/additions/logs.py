"""CloudWatch Logs: a deleted group's tags go with it (else a group of the same name inherits them)."""

from __future__ import annotations

from moto.logs.models import LogsBackend

from ..extend import Function, extends


@extends(LogsBackend, "delete_log_group", "self log_group_name")
def _delete_tags(original: Function, self: LogsBackend, log_group_name: str) -> None:
    group = self.groups.get(log_group_name)
    original(self, log_group_name)
    if group:
        self.tagger.delete_all_tags_for_resource(group.arn)
