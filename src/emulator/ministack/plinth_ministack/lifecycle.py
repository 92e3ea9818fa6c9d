"""The smallest object that a lifecycle moves: it travels in a header, where MiniStack answers its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ministack.services import s3
from plinth_emulator.expect import expect
from plinth_emulator.extend import extends

HEADER = "x-amz-transition-default-minimum-object-size"

Answer = tuple[int, dict[str, str], bytes]

_sizes: dict[str, str] = {}
"""By bucket. One that is gone leaves its entry: a lifecycle that is put anew replaces it."""

expect(s3, "_put_bucket_lifecycle", "name body")


@extends(s3, "_dispatch", "method bucket key headers body query_params")
def dispatch(
    original: Callable[..., Answer],
    method: str,
    bucket: str,
    key: str,
    headers: dict[str, str],
    body: bytes,
    query_params: dict[str, Any],
) -> Answer:
    status, answered, content = original(method, bucket, key, headers, body, query_params)
    if key or "lifecycle" not in query_params or status != 200:
        return status, answered, content
    if method == "PUT":
        _sizes[bucket] = headers.get(HEADER) or "all_storage_classes_128K"
    return status, {**answered, HEADER: _sizes.get(bucket, "all_storage_classes_128K")}, content
