"""Bucket configurations that moto drops parts of, or does not know: answered as they were put."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

from moto.s3.exceptions import S3ClientError
from moto.s3.responses import S3Response

from ...extend import Function, extends, state

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"

CHECKED_BY_MOTO = ("lifecycle", "notification", "replication")
"""moto reads (and validates) these too, but forgets what it has no field for."""

PER_ID = {
    "intelligent-tiering": "ListBucketIntelligentTieringConfigurationsOutput",
    "metrics": "ListMetricsConfigurationsResult",
    "analytics": "ListBucketAnalyticsConfigurationResult",
    "inventory": "ListInventoryConfigurationsResult",
}
"""Configurations of which a bucket has many, each with an id, and the root of their list."""

DEFAULTS = {
    "requestPayment": f'<RequestPaymentConfiguration xmlns="{NAMESPACE}"><Payer>BucketOwner</Payer>'
    "</RequestPaymentConfiguration>",
}

HEADERS = {"lifecycle": "x-amz-transition-default-minimum-object-size"}
"""What belongs to a configuration, but travels in a header; sent back with it."""

Answer = Any
Documents = dict[tuple[str, str], tuple[bytes, dict[str, str]]]


class _NoSuchConfiguration(S3ClientError):
    status_code = 404

    def __init__(self) -> None:
        super().__init__("NoSuchConfiguration", "The specified configuration does not exist.")


def _documents(response: S3Response, bucket_name: str) -> Documents:
    return state(response.backend.get_bucket(bucket_name), "documents", dict)


def _kind(query: dict[str, Any], *kinds: str) -> str | None:
    return next((kind for kind in kinds if kind in query), None)


def _id(query: dict[str, Any]) -> str:
    return str(query.get("id", [""])[0])


def _xml(headers: dict[str, str], body: bytes | str) -> Answer:
    return 200, {"content-type": "application/xml", **headers}, body


@extends(S3Response, "_bucket_response_put", "self request bucket_name querystring")
def _put(
    original: Function, self: S3Response, request: Any, bucket_name: str, querystring: dict[str, Any]
) -> Answer:
    if kind := _kind(querystring, *CHECKED_BY_MOTO):
        answer = original(self, request, bucket_name, querystring)
        header = HEADERS.get(kind)
        sent = request.headers.get(header) if header else None
        headers = {header: sent or "all_storage_classes_128K"} if header else {}
        _documents(self, bucket_name)[kind, ""] = (_bytes(self.body), headers)
        return (200, headers, "") if headers else answer
    if kind := _kind(querystring, *PER_ID, *DEFAULTS):
        _documents(self, bucket_name)[kind, _id(querystring)] = (_bytes(self.body), {})
        return 200, {}, ""
    return original(self, request, bucket_name, querystring)


@extends(S3Response, "_bucket_response_get", "self bucket_name querystring")
def _get(original: Function, self: S3Response, bucket_name: str, querystring: dict[str, Any]) -> Answer:
    if kind := _kind(querystring, *CHECKED_BY_MOTO, *DEFAULTS):
        document, headers = _documents(self, bucket_name).get((kind, ""), (None, {}))
        if document:
            return _xml(headers, document)
        if kind in DEFAULTS:
            return _xml({}, DEFAULTS[kind])
    if kind := _kind(querystring, *PER_ID):
        documents = _documents(self, bucket_name)
        if "id" not in querystring:
            return _xml({}, _list(kind, documents))
        if (kind, _id(querystring)) not in documents:
            raise _NoSuchConfiguration()
        return _xml({}, documents[kind, _id(querystring)][0])
    return original(self, bucket_name, querystring)


@extends(S3Response, "_bucket_response_delete", "self bucket_name querystring")
def _delete(original: Function, self: S3Response, bucket_name: str, querystring: dict[str, Any]) -> Answer:
    if kind := _kind(querystring, *CHECKED_BY_MOTO):
        _documents(self, bucket_name).pop((kind, ""), None)
    if kind := _kind(querystring, *PER_ID):
        # moto does not look at these queries and would delete the bucket.
        if _documents(self, bucket_name).pop((kind, _id(querystring)), None) is None:
            raise _NoSuchConfiguration()
        return 204, {}, ""
    return original(self, bucket_name, querystring)


def _list(kind: str, documents: Documents) -> str:
    held = [
        document.decode() for (held_kind, _), (document, _) in sorted(documents.items()) if held_kind == kind
    ]
    # Each was sent as a document of its own.
    entries = "".join(
        document.split("?>", 1)[-1] if document.startswith("<?") else document for document in held
    )
    root = escape(PER_ID[kind])
    return f'<{root} xmlns="{NAMESPACE}"><IsTruncated>false</IsTruncated>{entries}</{root}>'


def _bytes(body: bytes | str) -> bytes:
    return body if isinstance(body, bytes) else body.encode()
