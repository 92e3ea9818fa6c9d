"""CloudWatch Logs: what is deleted takes its tags along (else one of the same name inherits them)."""

from __future__ import annotations

from moto.logs.models import LogsBackend

from ..extend import Function, extends


@extends(LogsBackend, "delete_log_group", "self log_group_name")
def _delete_tags(original: Function, self: LogsBackend, log_group_name: str) -> None:
    group = self.groups.get(log_group_name)
    original(self, log_group_name)
    if group:
        self.tagger.delete_all_tags_for_resource(group.arn)


@extends(LogsBackend, "delete_delivery", "self id")
def _delete_delivery_tags(original: Function, self: LogsBackend, id: str) -> None:
    delivery = self.deliveries.get(id)
    original(self, id)
    if delivery:
        self.tagger.delete_all_tags_for_resource(delivery.arn)


@extends(LogsBackend, "delete_delivery_source", "self name")
def _delete_source_tags(original: Function, self: LogsBackend, name: str) -> None:
    source = self.delivery_sources.get(name)
    original(self, name)
    if source:
        self.tagger.delete_all_tags_for_resource(source.arn)


@extends(LogsBackend, "delete_delivery_destination", "self name")
def _delete_destination_tags(original: Function, self: LogsBackend, name: str) -> None:
    destination = self.delivery_destinations.get(name)
    original(self, name)
    if destination:
        self.tagger.delete_all_tags_for_resource(destination.arn)
