"""CloudFront functions: in development, published, live."""

from __future__ import annotations

import base64
import binascii
from datetime import datetime, timezone

from .records import FunctionRecord, functions, new_id
from .xml import HEADERS, Answer, Refused, document, elements, name, parse, tags_in, text

MADE = datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def serve(
    parts: list[str], method: str, query: dict[str, list[str]], if_match: str | None, body: str
) -> Answer:
    """Serves /function and /function/NAME[/describe|/publish]."""
    if not parts:
        return _create(body) if method == "POST" else _list()
    function = functions().get(parts[0])
    if function is None:
        raise Refused(404, "NoSuchFunctionExists")
    action = parts[1] if len(parts) > 1 else ""
    stage = query.get("Stage", ["DEVELOPMENT"])[0]
    if method == "GET":
        return _read(function, action, stage)
    if if_match != function.etag:
        raise Refused(412, "PreconditionFailed")
    if action == "publish":
        function.live = FunctionRecord(function.name, function.config, function.code, function.etag)
        return 200, dict(HEADERS), _summary(function, "LIVE")
    if method == "PUT":
        _, function.config, function.code = _parse(body)
        function.etag = new_id()
        # UpdateFunction's ETag is read from a header that AWS misspells.
        return (
            200,
            {**HEADERS, "ETag": function.etag, "ETtag": function.etag},
            _summary(function, "DEVELOPMENT"),
        )
    if method == "DELETE":
        del functions()[function.name]
        return 204, {}, ""
    raise Refused(405, "MethodNotAllowed")


def _create(body: str) -> Answer:
    given, config, code = _parse(body)
    if given in functions():
        raise Refused(409, "FunctionAlreadyExists")
    function = functions()[given] = FunctionRecord(given, config, code, new_id(), tags=tags_in(parse(body)))
    location = f"https://cloudfront.amazonaws.com/2020-05-31/function/{given}"
    return 201, {**HEADERS, "ETag": function.etag, "Location": location}, _summary(function, "DEVELOPMENT")


def _read(function: FunctionRecord, action: str, stage: str) -> Answer:
    held = function.live if stage == "LIVE" else function
    if held is None:
        raise Refused(404, "NoSuchFunctionExists")
    if action == "describe":
        return 200, {**HEADERS, "ETag": held.etag}, _summary(held, stage)
    try:
        code = base64.b64decode(held.code, validate=True)
    except binascii.Error:
        raise Refused(400, "InvalidArgument") from None
    return 200, {"Content-Type": "application/octet-stream", "ETag": held.etag}, code


def _list() -> Answer:
    items = "".join(_summary(function, "DEVELOPMENT") for function in functions().values())
    head = elements(MaxItems="100", Quantity=str(len(functions())))
    return 200, dict(HEADERS), document("FunctionList", f"{head}<Items>{items}</Items>")


def _parse(body: str) -> tuple[str, str, str]:
    root = parse(body)
    config = root.find(name("FunctionConfig"))
    if config is None:
        raise Refused(400, "MalformedXML")
    code = "".join((root.findtext(name("FunctionCode")) or "").split())
    return root.findtext(name("Name")) or "", text(config), code


def _summary(function: FunctionRecord, stage: str) -> str:
    metadata = elements(FunctionARN=function.arn, Stage=stage, CreatedTime=MADE, LastModifiedTime=MADE)
    head = elements(Name=function.name, Status="UNASSOCIATED")
    content = f"{head}{function.config}<FunctionMetadata>{metadata}</FunctionMetadata>"
    return document("FunctionSummary", content)
