"""Kinesis: the tags that CreateStream is given."""

from __future__ import annotations

from typing import Any

from moto.kinesis.models import KinesisBackend
from moto.kinesis.responses import KinesisResponse

from ..expect import expect
from ..extend import Function, extends

expect(KinesisBackend, "add_tags_to_stream", "self stream_arn stream_name tags")


@extends(KinesisResponse, "create_stream", "self")
def _tag(original: Function, self: KinesisResponse) -> Any:
    answer = original(self)
    if tags := self._get_param("Tags"):
        self.kinesis_backend.add_tags_to_stream(None, self._get_param("StreamName"), tags)
    return answer
