"""What the process of every emulator does before and after it serves."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
import threading
import traceback
from collections.abc import Callable
from importlib.metadata import version
from typing import NoReturn

from . import lifeline
from .announce import INCOMPATIBLE, PORT_BUSY, announce, redirect_log, reserve_stdout
from .expect import Incompatible
from .listener import listen

Serve = Callable[[socket.socket, threading.Event], None]


def run(module: str, about: str, *, package: str, fits: str, forgets: tuple[str, ...], serve: Serve) -> NoReturn:
    """
    Serves until told to stop, and ends the process: with 0, 3 (port busy) or 4 (does not fit its package).

    package and fits: the distribution that is served, and the version that the additions fit. forgets: beginnings of
    the variables that must not reach it. serve: returns when the event is set.
    """
    code = _run(_options(module, about), package, fits, forgets, serve)
    sys.stderr.flush()
    # Threads that serve open connections, pollers and functions have nothing left to do: do not wait for them.
    os._exit(code)


def _run(
    options: argparse.Namespace, package: str, fits: str, forgets: tuple[str, ...], serve: Serve
) -> int:
    reserve_stdout()
    if options.log:
        redirect_log(options.log)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal's Ctrl-C belongs to the runner
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    lifeline.watch(stop.set)
    # It makes clients and processes of its own; a profile or a region of the user must not reach them.
    for name in [name for name in os.environ if name.startswith(forgets)]:
        del os.environ[name]
    try:
        listener = listen(options.port)
    except OSError as error:
        message = f"127.0.0.1:{options.port}: {error.strerror}"
        announce("error", reason="port-busy", port=options.port, message=message)
        return PORT_BUSY
    try:
        installed = version(package)
        if installed != fits:
            raise Incompatible(f"{package} {installed} is installed, the additions fit {fits}")
        serve(listener, stop)
        return 0
    except Exception as error:
        traceback.print_exc(file=sys.stderr)
        announce("error", reason="incompatible", message=f"{type(error).__name__}: {error}")
        return INCOMPATIBLE


def _options(module: str, about: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog=module, description=about)
    parser.add_argument("--port", type=int, required=True, help="0: any free port")
    parser.add_argument("--log", help="file for the log; default: stderr")
    return parser.parse_args()
