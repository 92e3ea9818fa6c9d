"""Refuses bucket calls that moto would take for another call.

moto looks for the queries that it knows and otherwise does the plain thing: DELETE of an unknown
configuration deletes the bucket, PUT of one makes a bucket, GET lists objects.
"""

from __future__ import annotations

from typing import Any

from moto.s3.responses import S3Response

from ...extend import Function, extends
from .documents import CHECKED_BY_MOTO, DEFAULTS, PER_ID

SERVED = {
    "accelerate",
    "acl",
    "cors",
    "encryption",
    "location",
    "logging",
    "object-lock",
    "ownershipControls",
    "policy",
    "policyStatus",
    "publicAccessBlock",
    "tagging",
    "uploads",
    "versioning",
    "versions",
    "website",
    "delete",
    *CHECKED_BY_MOTO,
    *DEFAULTS,
    *PER_ID,
}
UNSERVED = {
    "metadataTable",
    "metadataConfiguration",
    "metadataInventoryTable",
    "metadataJournalTable",
    "abac",
    "session",
}
"""Sub-resources of a bucket that S3 has and neither moto nor an addition."""


@extends(S3Response, "_bucket_response", "self request full_url")
def _refuse_unserved(original: Function, self: S3Response, request: Any, full_url: str) -> Any:
    query = self._get_querystring(request, full_url)
    for name, values in query.items():
        # A sub-resource is a query without a value; `id` and `x-id` have one.
        unknown = name not in SERVED and not any(values) and request.method in ("PUT", "DELETE")
        if name in UNSERVED or unknown:
            raise NotImplementedError(f"bucket sub-resource {name}")
    return original(self, request, full_url)
