"""Errors in the form of the protocol that the caller speaks.

moto answers 500 to a call that it does not implement, and the SDKs retry that for minutes. A 400 ends the
matter, and its message says what was called.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from moto.core.request import Request
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model

from .expect import expect

expect(Request, "from_primitives")

# What botocore calls the services that moto's modules name differently.
BOTOCORE_NAMES = {
    "awslambda": "lambda",
    "cognitoidp": "cognito-idp",
    "cognitoidentity": "cognito-identity",
    "applicationautoscaling": "application-autoscaling",
    "acmpca": "acm-pca",
    "resourcegroups": "resource-groups",
}
REQUEST_ID = "00000000-0000-0000-0000-000000000000"


@dataclass
class Refusal:
    """An HTTP answer that says no, and the message in it."""

    status: str
    headers: list[tuple[str, str]]
    body: bytes
    message: str


def not_implemented(environ: dict[str, Any], body: bytes, service: str | None, detail: str) -> Refusal:
    """400 `NotImplemented` for a call (or an option of a call) that neither moto nor an addition serves."""
    call = f"{_name(environ, service)} {operation(environ, body, service)}"
    message = f"{call} is not implemented by the local cloud"
    if detail and "action has not been implemented" not in detail:
        message = f"{message}: {detail}"
    return _render(environ, body, service, "400 Bad Request", "NotImplemented", message)


def internal_error(environ: dict[str, Any], body: bytes, service: str | None, error: Exception) -> Refusal:
    """501 `InternalFailure` for an exception inside moto or an addition.

    501, since the SDKs retry 500, 502, 503 and 504, and this one fails the same way each time.
    """
    call = f"{_name(environ, service)} {operation(environ, body, service)}"
    message = f"{call} failed in the local cloud: {type(error).__name__}: {error}"
    return _render(environ, body, service, "501 Not Implemented", "InternalFailure", message)


def operation(environ: dict[str, Any], body: bytes, service: str | None) -> str:
    """The operation's name, or method and path where it can't be told."""
    if target := environ.get("HTTP_X_AMZ_TARGET"):
        return str(target).rsplit(".", 1)[-1]
    path = environ.get("PATH_INFO", "")
    if "HTTP_SMITHY_PROTOCOL" in environ:
        return str(path).rsplit("/", 1)[-1]
    if action := _action(environ, body):
        return action
    try:
        url = f"http://localhost{environ.get('RAW_URI', path)}"
        request = Request.from_primitives(environ["REQUEST_METHOD"], url, {})
        return str(get_service_router(_name(environ, service)).match(request)[0].name)
    except Exception:
        # The router raises all kinds for a path or a service that it does not know.
        return f"{environ['REQUEST_METHOD']} {environ.get('RAW_URI', path)}"


def _name(environ: dict[str, Any], service: str | None) -> str:
    """What botocore calls the service; for one that moto does not know, what the signature is for."""
    if service:
        return BOTOCORE_NAMES.get(service, service)
    scope = str(environ.get("HTTP_AUTHORIZATION", "")).split(",")[0].split("/")
    return scope[3] if len(scope) == 5 else "s3"


def _protocol(environ: dict[str, Any], service: str | None) -> str:
    try:
        return str(get_service_model(_name(environ, service)).protocol)
    except Exception:
        # botocore's loader and moto's cache raise different things for an unknown name.
        return "rest-xml"


def _action(environ: dict[str, Any], body: bytes) -> str | None:
    if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
        return parse_qs(body.decode("utf-8", "replace")).get("Action", [None])[0]
    return parse_qs(environ.get("QUERY_STRING", "")).get("Action", [None])[0]


def _render(
    environ: dict[str, Any], body: bytes, service: str | None, status: str, code: str, message: str
) -> Refusal:
    headers = [("x-amzn-RequestId", REQUEST_ID)]
    if environ.get("HTTP_SMITHY_PROTOCOL") == "rpc-v2-cbor":
        headers += [("Smithy-Protocol", "rpc-v2-cbor"), ("Content-Type", "application/cbor")]
        content = _cbor({"__type": code, "message": message})
    elif "HTTP_X_AMZ_TARGET" in environ:
        headers.append(("Content-Type", environ.get("CONTENT_TYPE", "application/x-amz-json-1.1")))
        content = json.dumps({"__type": code, "message": message}).encode()
    elif xml := _xml(environ, body, service, code, message):
        headers.append(("Content-Type", "text/xml"))
        content = f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}'.encode()
    else:
        headers += [("Content-Type", "application/json"), ("x-amzn-ErrorType", code)]
        content = json.dumps({"code": code, "message": message}).encode()
    return Refusal(status, headers, content, message)


def _xml(environ: dict[str, Any], body: bytes, service: str | None, code: str, message: str) -> str | None:
    error = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
    if service == "ec2":
        return (
            f"<Response><Errors><Error>{error}</Error></Errors><RequestID>{REQUEST_ID}</RequestID></Response>"
        )
    if service in ("s3", "s3bucket_path"):
        return f"<Error>{error}<RequestId>{REQUEST_ID}</RequestId></Error>"
    if _action(environ, body) or _protocol(environ, service) == "rest-xml":
        kind = "<Type>Sender</Type>"
        return (
            f"<ErrorResponse><Error>{kind}{error}</Error><RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
        )
    return None


def _cbor(fields: dict[str, str]) -> bytes:
    def text(value: str) -> bytes:
        data = value.encode()
        # Major type 3 (text), length in the two bytes that follow.
        return b"\x79" + len(data).to_bytes(2, "big") + data

    return bytes([0xA0 + len(fields)]) + b"".join(text(key) + text(value) for key, value in fields.items())
