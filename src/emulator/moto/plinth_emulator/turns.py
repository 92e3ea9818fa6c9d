"""The one lock under which requests run.

moto's models share state without locks, and Python would run two requests one at a time anyway.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

TURN = threading.Lock()


@contextmanager
def aside() -> Iterator[None]:
    """Lets other requests run while the one that holds the lock waits for something."""
    TURN.release()
    try:
        yield
    finally:
        TURN.acquire()
