"""A threaded HTTP/1.1 server with keep-alive over werkzeug's request handler.

werkzeug's own `run_wsgi` closes every connection, since an application may leave a part of the body
unread. Here the body is read in full before the application runs and the answer is sent in one piece, so
connections can be kept, which is what the AWS provider's thousands of calls gain most from.
"""

from __future__ import annotations

import io
import socket
import sys
import time
import traceback
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from moto.moto_server.werkzeug_app import MotoRequestHandler
from werkzeug.serving import BaseWSGIServer, make_server

from .expect import expect

Application = Callable[[dict[str, Any], Callable[..., Any]], Any]

expect(MotoRequestHandler, "make_environ", "self")

WITHOUT_BODY = (HTTPStatus.NO_CONTENT, HTTPStatus.NOT_MODIFIED)


class KeepAliveHandler(MotoRequestHandler):
    """One connection: reads a request in full, answers it in one write, waits for the next."""

    protocol_version = "HTTP/1.1"
    # Otherwise the second of two small packets waits 40 ms for the other side's delayed acknowledgement.
    disable_nagle_algorithm = True
    rbufsize = 64 * 1024
    _began = 0.0
    _operation = ""

    def run_wsgi(self) -> None:
        self._began = time.perf_counter()
        environ = self.make_environ()
        if not self._read_body(environ):
            return
        answer: dict[str, Any] = {}

        def start_response(status: str, headers: list[tuple[str, str]], _exc_info: Any = None) -> None:
            answer.update(status=status, headers=headers)

        try:
            result = self.server.app(environ, start_response)
            try:
                body = b"".join(result)
            finally:
                getattr(result, "close", lambda: None)()
        except Exception:
            traceback.print_exc(file=sys.stderr)
            answer, body = {"status": "500 Internal Server Error", "headers": []}, b""
        self._operation = str(environ.get("plinth.operation", ""))
        self._answer(answer["status"], answer["headers"], body)

    def _read_body(self, environ: dict[str, Any]) -> bool:
        if environ.pop("HTTP_TRANSFER_ENCODING", None):
            body = environ["wsgi.input"].read()
            environ.pop("wsgi.input_terminated", None)
        else:
            try:
                length = int(environ.get("CONTENT_LENGTH") or 0)
            except ValueError:
                self.send_error(HTTPStatus.BAD_REQUEST, "Content-Length is not a number")
                return False
            body = self.rfile.read(length) if length > 0 else b""
            if len(body) < length:
                self.close_connection = True
                return False
        environ["CONTENT_LENGTH"] = str(len(body))
        environ["wsgi.input"] = io.BytesIO(body)
        return True

    def _answer(self, status: str, headers: list[tuple[str, str]], body: bytes) -> None:
        code, _, reason = status.partition(" ")
        head = self.command == "HEAD"
        self.send_response(int(code), reason)
        length = None
        for name, value in headers:
            if name.lower() == "content-length":
                length = value
            elif name.lower() not in ("connection", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        if int(code) in WITHOUT_BODY:
            body = b""
        else:
            self.send_header("Content-Length", length if head and length is not None else str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        # end_headers() would send what is there so far: append to it and send once.
        self._headers_buffer.append(b"\r\n" + (b"" if head else body))
        self.flush_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        taken = (time.perf_counter() - self._began) * 1000
        code = int(code)
        call = f"{self.command} {self.path} {self._operation}"
        sys.stderr.write(f"{self.log_date_time_string()} {code} {taken:.0f}ms {call}\n")

    def log(self, type: str, message: str, *args: Any) -> None:
        sys.stderr.write(f"{self.log_date_time_string()} {message % args}\n")


def make(listener: socket.socket, application: Application) -> BaseWSGIServer:
    """A server, a thread per connection, over a socket that already listens."""
    host, port = listener.getsockname()
    return make_server(
        host, port, application, threaded=True, request_handler=KeepAliveHandler, fd=listener.fileno()
    )
