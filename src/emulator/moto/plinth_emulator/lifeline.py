"""stdin ties the emulator to its runner: when it closes, all that ran inside the local cloud ends."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

MARKER = "PLINTH_LOCAL_CLOUD"
GRACE = 3.0
"""Seconds that a process has between SIGTERM and SIGKILL."""
EMPTY_LOOKS = 3
"""Looks that must find nothing: a process has no environment to be read while it becomes another program."""
PATIENCE = 30.0
"""Seconds after which processes that not even SIGKILL ends (in the kernel) are given up."""


def watch(stop: Callable[[], None]) -> None:
    """Watches stdin in the background.

    The line `stop` calls `stop` at once. The end of input kills what carries this cloud's marker, then
    calls `stop`.
    """
    threading.Thread(target=_listen, args=(stop,), name="lifeline", daemon=True).start()


def _listen(stop: Callable[[], None]) -> None:
    # Read from the descriptor: sys.stdin's buffer may be locked at the end of the interpreter.
    pending = b""
    while chunk := _read():
        *lines, pending = (pending + chunk).split(b"\n")
        if b"stop" in (line.strip() for line in lines):
            stop()
            return
    mark = os.environ.get(MARKER)
    if mark:
        end_marked(mark)
    stop()


def _read() -> bytes:
    try:
        return os.read(0, 4096)
    except OSError:
        return b""


def end_marked(mark: str) -> None:
    """Ends every process with `PLINTH_LOCAL_CLOUD=<mark>` in its environment, this one excepted.

    SIGTERM first, SIGKILL for what is left after 3 seconds, and again until none is left, since a dying
    process may have started others. Does nothing where there is no /proc.
    """
    asked: set[int] = set()
    start = time.monotonic()
    empty = 0
    while empty < EMPTY_LOOKS:
        marked = _marked(mark)
        empty = 0 if marked else empty + 1
        elapsed = time.monotonic() - start
        if elapsed > PATIENCE:
            sys.stderr.write(f"lifeline: still running: {sorted(marked)}\n")
            return
        if elapsed > GRACE:
            _signal(marked, signal.SIGKILL)
        else:
            _signal(marked - asked, signal.SIGTERM)
            asked |= marked
        time.sleep(0.05)


def _marked(mark: str) -> set[int]:
    wanted = f"{MARKER}={mark}".encode()
    found = set()
    for entry in Path("/proc").glob("[0-9]*"):
        pid = int(entry.name)
        if pid == os.getpid():
            continue
        try:
            environment = (entry / "environ").read_bytes()
        except OSError:
            continue  # ended meanwhile, or someone else's
        if wanted in environment.split(b"\0"):
            found.add(pid)
    return found


def _signal(pids: set[int], which: signal.Signals) -> None:
    for pid in pids:
        try:
            os.kill(pid, which)
        except OSError:
            pass
