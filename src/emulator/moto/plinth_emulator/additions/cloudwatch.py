"""CloudWatch: a deleted alarm's tags go with it (else an alarm of the same name inherits them)."""

from __future__ import annotations

from moto.cloudwatch.models import CloudWatchBackend

from ..extend import Function, extends


@extends(CloudWatchBackend, "delete_alarms", "self alarm_names")
def _delete_tags(original: Function, self: CloudWatchBackend, alarm_names: list[str]) -> None:
    arns = [self.alarms[name].alarm_arn for name in alarm_names if name in self.alarms]
    original(self, alarm_names)
    for arn in arns:
        self.tagger.delete_all_tags_for_resource(arn)
