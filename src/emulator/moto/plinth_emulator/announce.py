"""The one JSON line on stdout that tells the runner how the start went."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

PORT_BUSY = 3
INCOMPATIBLE = 4

_runner = -1


def reserve_stdout() -> None:
    """Keeps stdout for announcements: whatever else is printed (moto prints) goes to stderr."""
    global _runner
    _runner = os.dup(1)
    os.dup2(2, 1)


def announce(event: str, **facts: Any) -> None:
    """Writes one JSON line to the runner. A runner that is gone is no error here: the lifeline sees to it."""
    line = json.dumps({"event": event, **facts}) + "\n"
    try:
        os.write(_runner, line.encode())
    except OSError:
        sys.stderr.write(line)


def redirect_log(path: str) -> None:
    """Sends stderr, with the request log and tracebacks, to the end of a file."""
    target = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
    os.dup2(target, 2)
    os.dup2(target, 1)
    os.close(target)
