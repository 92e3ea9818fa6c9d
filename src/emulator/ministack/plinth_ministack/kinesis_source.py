"""Event sources of Kinesis: partial responses, bisection, retries and the on-failure destination.

MiniStack knows none of them: it goes on after any answer, and repeats a batch that failed for ever.
Not here either: the age of records, tumbling windows, filters, more than one batch of a shard at a time.
"""

from __future__ import annotations

import base64
import threading
import time
from collections.abc import Callable
from typing import Any

from ministack.core.responses import _request_account_id, _request_region
from ministack.services import kinesis, lambda_svc
from plinth_emulator.expect import expect
from plinth_emulator.extend import extends

from .batches import INFINITE, Batch, Verdict, after_answer, after_error
from .failures import send_failure

PAUSE = 0.5
"""Seconds between a failure and the next attempt."""

for owner, name, signature in (
    (lambda_svc, "_iter_all_esms", ""),
    (lambda_svc, "_get_func_record_for_qualifier", "name qualifier"),
    (lambda_svc, "_execute_function", "func event"),
    (lambda_svc, "_dispatch_esm_batch", "esm_id fn args"),
    (lambda_svc, "_esm_wake", None),
    (kinesis, "_streams", None),
):
    expect(owner, name, signature)


class Shard:
    """How far a mapping is with a shard, and what it still has to try again."""

    def __init__(self, position: int) -> None:
        self.position = position
        self.pending: list[Batch] = []
        self.busy = False
        self.not_before = 0.0

    def take(self, available: int, size: int) -> Batch | None:
        """The next batch, if there is one and none is under way."""
        if self.busy or time.monotonic() < self.not_before:
            return None
        if not self.pending and self.position < available:
            end = min(self.position + size, available)
            self.pending.append(Batch(self.position, end))
            self.position = end
        if not self.pending:
            return None
        self.busy = True
        return self.pending.pop(0)


_shards: dict[tuple[str, str], Shard] = {}
_lock = threading.Lock()


@extends(lambda_svc, "_poll_kinesis", "")
def poll(_original: Callable[[], bool]) -> bool:
    """Starts what can be started. Batches of different shards run at once, as on AWS."""
    started = False
    for account, region, mapping in lambda_svc._iter_all_esms():
        tokens = _request_account_id.set(account), _request_region.set(region)
        try:
            started = _poll_mapping(mapping) or started
        finally:
            _request_account_id.reset(tokens[0])
            _request_region.reset(tokens[1])
    return started


def _poll_mapping(mapping: dict[str, Any]) -> bool:
    arn: str = mapping.get("EventSourceArn", "")
    if ":kinesis:" not in arn or not mapping.get("Enabled", True):
        return False
    stream = kinesis._streams.get(arn.split("/", 1)[-1])
    function, _ = lambda_svc._get_func_record_for_qualifier(mapping["FunctionName"], mapping.get("Qualifier"))
    if not stream or stream["StreamStatus"] != "ACTIVE" or function is None:
        return False
    started = False
    for shard_id, source in list(stream["shards"].items()):
        with _lock:
            key = (mapping["UUID"], shard_id)
            if key not in _shards:
                latest = mapping.get("StartingPosition") == "LATEST"
                _shards[key] = Shard(len(source["records"]) if latest else 0)
            shard = _shards[key]
            batch = shard.take(len(source["records"]), mapping.get("BatchSize", 100))
        if batch is not None:
            records = source["records"][batch.start : batch.end]
            lambda_svc._dispatch_esm_batch(
                mapping["UUID"], _run, mapping, function, shard, shard_id, batch, records
            )
            started = True
    return started


def _run(
    mapping: dict[str, Any],
    function: dict[str, Any],
    shard: Shard,
    shard_id: str,
    batch: Batch,
    records: list[dict[str, Any]],
) -> None:
    verdict = Verdict((batch,))
    try:
        event = {"Records": [_record(mapping, shard_id, record) for record in records]}
        result = lambda_svc._execute_function(function, event)
        verdict = _judge(mapping, batch, [record["SequenceNumber"] for record in records], result)
        if verdict.lost is not None:
            lost = records[verdict.lost.start - batch.start :]
            send_failure(mapping, function, shard_id, lost, result, verdict.lost.tries + 1)
    finally:
        with _lock:
            shard.pending[:0] = verdict.again
            shard.not_before = time.monotonic() + PAUSE if verdict.again else 0.0
            shard.busy = False
        if verdict.again:
            threading.Timer(PAUSE, lambda_svc._esm_wake.set).start()


def _judge(mapping: dict[str, Any], batch: Batch, sequences: list[str], result: dict[str, Any]) -> Verdict:
    retries = mapping.get("MaximumRetryAttempts", INFINITE)
    if result.get("error"):
        mapping["LastProcessingResult"] = "PROBLEM: Function call failed"
        return after_error(batch, bool(mapping.get("BisectBatchOnFunctionError")), retries)
    mapping["LastProcessingResult"] = "OK"
    if "ReportBatchItemFailures" not in (mapping.get("FunctionResponseTypes") or []):
        return Verdict()
    return after_answer(batch, sequences, result.get("body"), retries)


def _record(mapping: dict[str, Any], shard_id: str, record: dict[str, Any]) -> dict[str, Any]:
    data = record["Data"]
    return {
        "kinesis": {
            "kinesisSchemaVersion": "1.0",
            "partitionKey": record["PartitionKey"],
            "sequenceNumber": record["SequenceNumber"],
            "data": base64.b64encode(data).decode() if isinstance(data, bytes) else data,
            "approximateArrivalTimestamp": record["ApproximateArrivalTimestamp"],
        },
        "eventSource": "aws:kinesis",
        "eventVersion": "1.0",
        "eventID": f"{shard_id}:{record['SequenceNumber']}",
        "eventName": "aws:kinesis:record",
        "awsRegion": _request_region.get(),
        "eventSourceARN": mapping["EventSourceArn"],
    }
