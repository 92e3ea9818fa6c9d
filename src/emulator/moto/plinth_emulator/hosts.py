"""Requests for `<prefix>.127.0.0.1`, which reach the emulator as the HTTP proxy of its clients.

Terraform's S3 backend puts the bucket before the host, S3 Control the account id. Neither name resolves,
but a client with `HTTP_PROXY=<endpoint>` sends such requests here; others are refused.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

OWN = ("127.0.0.1", "localhost")
S3_CONTROL = "/v20180820/"


def localize(environ: dict[str, Any]) -> str | None:
    """Makes a request for a prefixed host one for the host itself, with the bucket in the path.

    Returns the host instead if it is none of the emulator's, for the caller to refuse.
    """
    host = str(environ.get("HTTP_HOST", OWN[0]))
    if environ["REQUEST_METHOD"] == "CONNECT":
        return str(environ["RAW_URI"])
    name, _, port = host.partition(":")
    raw = urlsplit(environ["RAW_URI"])
    if raw.scheme:
        path = raw.path or "/"
        environ["RAW_URI"] = environ["REQUEST_URI"] = f"{path}?{raw.query}" if raw.query else path
    if name in OWN:
        return None
    own = next((own for own in OWN if name.endswith(f".{own}")), None)
    if own is None:
        return host
    prefix = name.removesuffix(f".{own}")
    environ["HTTP_HOST"] = f"{own}:{port}" if port else own
    path = environ["PATH_INFO"] or "/"
    if _signed_for(environ) in ("s3", None) and not path.startswith(S3_CONTROL):
        environ["PATH_INFO"] = f"/{prefix}{path}"
        environ["RAW_URI"] = environ["REQUEST_URI"] = f"/{prefix}{environ['RAW_URI']}"
    return None


def _signed_for(environ: dict[str, Any]) -> str | None:
    scope = str(environ.get("HTTP_AUTHORIZATION", "")).split(",")[0].split("/")
    return scope[3] if len(scope) == 5 else None
