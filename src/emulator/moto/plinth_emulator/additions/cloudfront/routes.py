"""Which path is served by what."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlparse

from moto.cloudfront import urls

from ...expect import Incompatible
from . import configurations, functions
from .records import KINDS, tagged
from .xml import HEADERS, Answer, Refused, document, elements, name, parse, tags_in

ROOT = "/2020-05-31/"
KNOWN = "{0}/2020-05-31/distribution$"


def serve(request: Any, full_url: str, _headers: Any) -> Answer:
    """Answers any CloudFront call, as moto's handlers do."""
    url = urlparse(full_url)
    query = parse_qs(url.query, keep_blank_values=True)
    body = request.get_data(as_text=True)
    try:
        return _route(url.path[len(ROOT) :], request.method, query, request.headers.get("If-Match"), body)
    except Refused as refused:
        return refused.answer()


def _route(path: str, method: str, query: dict[str, list[str]], if_match: str | None, body: str) -> Answer:
    if path == "tagging":
        return _tagging(method, query, body)
    if path.split("/")[0] == "function":
        return functions.serve(path.split("/")[1:], method, query, if_match, body)
    for kind in KINDS:
        if path == kind.path:
            return configurations.collection(kind, method, query, body)
        if path.startswith(f"{kind.path}/"):
            identifier, _, part = path[len(kind.path) + 1 :].partition("/")
            if part not in ("", "config"):
                break
            return configurations.single(kind, identifier, part, method, if_match, body)
    raise NotImplementedError(f"{method} {path}")


def _tagging(method: str, query: dict[str, list[str]], body: str) -> Answer:
    tags = tagged(query["Resource"][0])
    if tags is None:
        raise Refused(404, "NoSuchResource")
    if method == "GET":
        items = "".join(f"<Tag>{elements(Key=key, Value=value)}</Tag>" for key, value in tags.items())
        return 200, dict(HEADERS), document("Tags", f"<Items>{items}</Items>")
    root = parse(body)
    if query["Operation"][0] == "Tag":
        tags.update(tags_in(root))
    else:
        for key in root.iter(name("Key")):
            tags.pop(key.text or "", None)
    return 204, {}, ""


if KNOWN not in urls.url_paths:
    raise Incompatible(f"moto.cloudfront.urls has no {KNOWN}")
urls.url_paths.clear()
urls.url_paths[r"{0}/2020-05-31/(?P<rest>.+)$"] = serve
