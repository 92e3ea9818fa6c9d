"""KMS: the rotation period that was set, or AWS's default of a year."""

from __future__ import annotations

import json
from typing import Any

from moto.kms.responses import KmsResponse

from ..extend import Function, extends

DEFAULT_PERIOD = 365
"""Days."""


def _key(response: Any) -> Any:
    backend = response.kms_backend
    return backend.keys[backend.get_key_id(response._get_param("KeyId"))]


@extends(KmsResponse, "enable_key_rotation", "self")
def _keep_period(original: Function, self: KmsResponse) -> str:
    answer: str = original(self)
    _key(self).plinth_rotation_period = self._get_param("RotationPeriodInDays") or DEFAULT_PERIOD
    return answer


@extends(KmsResponse, "get_key_rotation_status", "self")
def _show_period(original: Function, self: KmsResponse) -> str:
    answer = json.loads(original(self))
    key = _key(self)
    answer["KeyId"] = key.arn
    if answer["KeyRotationEnabled"]:
        answer["RotationPeriodInDays"] = vars(key).get("plinth_rotation_period", DEFAULT_PERIOD)
    return json.dumps(answer)
