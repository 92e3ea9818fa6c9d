"""SQS: redrive policies as AWS writes them, policies that survive other changes, waits that block no one."""

from __future__ import annotations

import json
from typing import Any

from moto.sqs.models import Queue, SQSBackend

from ..expect import expect
from ..extend import Function, extends
from ..turns import aside

# SQSBackend.get_queue_attributes checks names against these lists.
expect(Queue, "FIFO_ATTRIBUTES")
expect(SQSBackend, "get_queue_attributes", "self queue_name attribute_names")


class _Queue(Queue):
    """What the functions below add to moto's queue."""

    policy: str | None
    redrive_policy: dict[str, Any] | None
    redrive_allow_policy: str | None


@extends(Queue, "_set_attributes", "self attributes now")
def _keep_policy(
    original: Function, self: _Queue, attributes: dict[str, Any], now: float | None = None
) -> None:
    policy = getattr(self, "policy", None)
    original(self, attributes, now)
    # moto drops the policy whenever something else is set.
    if "Policy" not in attributes:
        self.policy = policy


@extends(Queue, "attributes", "self")
def _attributes(original: Function, self: _Queue) -> dict[str, Any]:
    found: dict[str, Any] = original(self)
    if self.redrive_policy:
        found["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
    if allow := getattr(self, "redrive_allow_policy", None):
        found["RedriveAllowPolicy"] = allow
    return found


@extends(SQSBackend, "get_queue_attributes")
def _get_attributes(
    original: Function, self: SQSBackend, queue_name: str, attribute_names: list[str]
) -> dict[str, Any]:
    wanted = [name for name in attribute_names if name != "RedriveAllowPolicy"]
    asked = len(wanted) != len(attribute_names)
    found: dict[str, Any] = original(self, queue_name, wanted) if wanted or not asked else {}
    allow = self.get_queue(queue_name).attributes.get("RedriveAllowPolicy")
    if asked and allow:
        found["RedriveAllowPolicy"] = allow
    return found


@extends(Queue, "wait_for_messages", "self timeout")
def _wait_aside(original: Function, self: Queue, timeout: int) -> None:
    with aside():
        original(self, timeout)
