"""The WSGI application: moto's, plus `/plinth/...`, with refusals that a client understands."""

from __future__ import annotations

import json
import sys
import traceback
from collections.abc import Callable, Iterable
from typing import Any

from flask import Flask
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from . import MOTO_VERSION, reset
from .additions import ADDITIONS
from .expect import expect
from .hosts import localize
from .inventory import inventory
from .refusals import Refusal, internal_error, not_implemented, operation
from .turns import TURN

RESET = reset  # applied by its import
expect(DomainDispatcherApplication, "get_application", "self environ")

Start = Callable[..., Any]
UNROUTED = b"The requested URL was not found on the server"


class Emulator:
    """Serves `/plinth/...` and AWS calls, one at a time."""

    def __init__(self) -> None:
        self._moto = DomainDispatcherApplication(_service_app)

    def __call__(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        if foreign := localize(environ):
            return _foreign(start, environ, foreign)
        path = environ.get("PATH_INFO", "")
        if path == "/plinth/health":
            return _json(
                start, {"status": "ok", "moto": MOTO_VERSION, "additions": [name for name, _ in ADDITIONS]}
            )
        with TURN:
            if path == "/plinth/inventory":
                return _json(start, inventory())
            return self._aws(environ, start)

    def _aws(self, environ: dict[str, Any], start: Start) -> Iterable[bytes]:
        body = environ["wsgi.input"].getvalue()
        answer: dict[str, Any] = {}

        def hold(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> None:
            answer.update(status=status, headers=headers)

        service = None
        try:
            app = self._moto.get_application(environ)
            service = app.service
            if environ.get("PATH_INFO") == "/" and environ["REQUEST_METHOD"] == "POST":
                environ["plinth.operation"] = f"{service}.{operation(environ, body, service)}"
            content = b"".join(app(environ, hold))
        except NotImplementedError as error:
            return _refuse(start, not_implemented(environ, body, service, str(error)))
        except Exception as error:
            traceback.print_exc(file=sys.stderr)
            return _refuse(start, internal_error(environ, body, service, error))
        if answer["status"].startswith("404") and _unrouted(environ, service, content):
            return _refuse(start, not_implemented(environ, body, service, ""))
        start(answer["status"], answer["headers"])
        return [content]


def _service_app(service: Any) -> Flask:
    """The application of one service. Raises NotImplementedError for one that moto does not have."""
    if service is None:
        raise NotImplementedError
    return create_backend_app(service)


def _unrouted(environ: dict[str, Any], service: str | None, content: bytes) -> bool:
    """moto answers a path or an action that it does not know with an empty or a generic 404."""
    if UNROUTED in content:
        return True
    return not content and environ["REQUEST_METHOD"] != "HEAD" and service != "s3"


def _refuse(start: Start, refusal: Refusal) -> Iterable[bytes]:
    sys.stderr.write(f"refused: {refusal.message}\n")
    start(refusal.status, refusal.headers)
    return [refusal.body]


def _foreign(start: Start, environ: dict[str, Any], host: str) -> Iterable[bytes]:
    message = f"the local cloud does not pass requests on: {environ['REQUEST_METHOD']} {host}\n"
    sys.stderr.write(message)
    start("403 Forbidden", [("Content-Type", "text/plain")])
    return [message.encode()]


def _json(start: Start, value: Any) -> Iterable[bytes]:
    start("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(value).encode()]
