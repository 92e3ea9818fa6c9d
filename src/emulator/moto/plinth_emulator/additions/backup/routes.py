"""Paths that moto's Backup does not know."""

from __future__ import annotations

from moto.backup import urls
from moto.backup.responses import BackupResponse

from ...expect import Incompatible


def route(path: str) -> None:
    """Lets BackupResponse answer a path. Raises Incompatible if moto has it by now."""
    if path in urls.url_paths:
        raise Incompatible(f"moto.backup.urls has {path} now: the addition may be obsolete")
    urls.url_paths[path] = BackupResponse.dispatch
