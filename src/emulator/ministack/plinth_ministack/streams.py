"""Streams as they are made: with the tags of the call, and on demand with four shards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ministack.services import kinesis
from plinth_emulator.expect import expect
from plinth_emulator.extend import extends

ON_DEMAND_SHARDS = 4
"""Kinesis developer guide, "On-demand mode": a new stream takes 4 MB a second."""

expect(kinesis, "_streams")


@extends(kinesis, "_create_stream", "data")
def create_stream(original: Callable[[dict[str, Any]], Any], data: dict[str, Any]) -> Any:
    on_demand = data.get("StreamModeDetails", {}).get("StreamMode") == "ON_DEMAND"
    is_new = data.get("StreamName") not in kinesis._streams
    answer = original({**data, "ShardCount": ON_DEMAND_SHARDS} if on_demand else data)
    stream = kinesis._streams.get(data.get("StreamName"))
    if is_new and stream is not None:
        stream["tags"].update(data.get("Tags") or {})
    return answer
