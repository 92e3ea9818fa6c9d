"""The loopback socket, opened before anything slow so that a busy port is known at once."""

from __future__ import annotations

import socket


def listen(port: int) -> socket.socket:
    """A socket that listens on a loopback port (0: any free one). Raises OSError if the port is busy."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        raise
    return listener
