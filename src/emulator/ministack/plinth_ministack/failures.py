"""What Lambda tells the on-failure destination of a stream: where the records are, not what they hold."""

from __future__ import annotations

import json
import os
import time
import uuid
from typing import Any

import botocore.session


def send_failure(
    mapping: dict[str, Any],
    function: dict[str, Any],
    shard_id: str,
    records: list[dict[str, Any]],
    result: dict[str, Any],
    tries: int,
) -> None:
    """Sends the message of a batch that was given up to the mapping's queue, if it has one."""
    arn = ((mapping.get("DestinationConfig") or {}).get("OnFailure") or {}).get("Destination")
    if not arn:
        return
    _partition, _service, region, account, name = arn.split(":")[1:]
    sqs = botocore.session.get_session().create_client(
        "sqs",
        region_name=region,
        endpoint_url=f"http://127.0.0.1:{os.environ['GATEWAY_PORT']}",
        aws_access_key_id="test",
        aws_secret_access_key="test",
    )
    url = sqs.get_queue_url(QueueName=name, QueueOwnerAWSAccountId=account)["QueueUrl"]
    message = _message(mapping, function, shard_id, records, result, tries)
    sqs.send_message(QueueUrl=url, MessageBody=json.dumps(message))


def _message(
    mapping: dict[str, Any],
    function: dict[str, Any],
    shard_id: str,
    records: list[dict[str, Any]],
    result: dict[str, Any],
    tries: int,
) -> dict[str, Any]:
    first, last = records[0], records[-1]
    response = {"statusCode": 200, "executedVersion": "$LATEST"}
    if result.get("error"):
        response["functionError"] = "Unhandled"
    return {
        "requestContext": {
            "requestId": str(uuid.uuid4()),
            "functionArn": (function.get("config") or function)["FunctionArn"],
            "condition": "RetryAttemptsExhausted",
            "approximateInvokeCount": tries,
        },
        "responseContext": response,
        "version": "1.0",
        "timestamp": _time(time.time()),
        "KinesisBatchInfo": {
            "shardId": shard_id,
            "startSequenceNumber": first["SequenceNumber"],
            "endSequenceNumber": last["SequenceNumber"],
            "approximateArrivalOfFirstRecord": _time(first["ApproximateArrivalTimestamp"]),
            "approximateArrivalOfLastRecord": _time(last["ApproximateArrivalTimestamp"]),
            "batchSize": len(records),
            "streamArn": mapping["EventSourceArn"],
        },
    }


def _time(seconds: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))
