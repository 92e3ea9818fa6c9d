"""A delete marker can be deleted, among other versions: moto takes it for an object, whose contents it lets go of."""

from __future__ import annotations

from moto.s3.models import FakeDeleteMarker

from ...extend import adds


@adds(FakeDeleteMarker)
def dispose(self: FakeDeleteMarker, garbage: bool = False) -> None:
    """It has no contents."""
