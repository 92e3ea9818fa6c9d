"""Keeps the emulator itself on loopback: some of moto's services post to whatever address they are given."""

from __future__ import annotations

import ipaddress
import socket
from typing import Any


def keep_to_loopback() -> None:
    """Refuses every connection from this process to an address that is not loopback."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(address[0]):
            raise ConnectionRefusedError(f"the local cloud does not leave loopback: {address[0]}")
        connect(self, address)

    socket.socket.connect = guarded


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
