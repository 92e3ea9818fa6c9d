"""Bucket policies: denies with a condition, and who may write access logs.

moto ignores conditions, so the usual "deny what is not TLS" would deny everything. Loopback stands for
TLS here. A deny with any other condition is not applied either: what it asks for is not known in moto.
"""

from __future__ import annotations

import json
from typing import Any

from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket

from ...expect import expect
from ...extend import Function, extends

LOGGING = "logging.s3.amazonaws.com"
EVERYONE = ("*", {"AWS": "*"}, {"AWS": ["*"]})

expect(IAMPolicy, "is_action_permitted")
expect(FakeBucket, "get_permission", "self action resource")


def _statements(policy: bytes) -> list[dict[str, Any]]:
    statements = json.loads(policy)["Statement"]
    return statements if isinstance(statements, list) else [statements]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _applies(statement: dict[str, Any]) -> bool:
    if statement["Effect"] != "Deny":
        return True
    return not statement.get("Condition") and statement.get("Principal") in EVERYONE


@extends(FakeBucket, "get_permission")
def _permission(_original: Function, self: FakeBucket, action: str, resource: str) -> Any:
    if self.policy is None:
        return PermissionResult.NEUTRAL
    statements = [statement for statement in _statements(self.policy) if _applies(statement)]
    if not statements:
        return PermissionResult.NEUTRAL
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    return IAMPolicy(policy).is_action_permitted(action, resource)


@extends(FakeBucket, "_log_permissions_enabled_policy", "target_bucket target_prefix")
def _may_log(_original: Function, target_bucket: FakeBucket, target_prefix: str | None) -> bool:
    if not target_bucket.policy:
        return False
    wanted = f"{target_bucket.arn}/{target_prefix or ''}"
    return any(_lets_log(statement, wanted) for statement in _statements(target_bucket.policy))


def _lets_log(statement: dict[str, Any], wanted: str) -> bool:
    principal = statement.get("Principal")
    services = _list(principal.get("Service", [])) if isinstance(principal, dict) else []
    actions = {str(action).lower() for action in _list(statement.get("Action", []))}
    resources = [str(resource) for resource in _list(statement.get("Resource", []))]
    return (
        statement["Effect"] == "Allow"
        and LOGGING in services
        and bool(actions & {"s3:putobject", "s3:*"})
        and any(resource.endswith("*") and wanted.startswith(resource[:-1]) for resource in resources)
    )
