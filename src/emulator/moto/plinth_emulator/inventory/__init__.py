"""Everything that exists in the emulated account."""

from __future__ import annotations

from moto.core.base_backend import BackendDict

from .. import ACCOUNT
from .baseline import baseline
from .kept import is_kept
from .walk import things


def inventory() -> list[dict[str, str]]:
    """All that was made and not deleted, as `{service, region, kind, id}`, sorted.

    Without what a fresh account has, and without what AWS keeps after a deletion (see `kept.py`). Global
    services have the region `aws`.
    """
    found: set[tuple[str, str, str, str]] = set()
    for backends in list(BackendDict._instances):
        if backends.service_name == "moto_api" or ACCOUNT not in backends.keys():
            continue
        for region, backend in list(backends[ACCOUNT].items()):
            start = baseline(backend)
            for thing in things(backend, start.identities, start.catalogues):
                if not is_kept(backends.service_name, thing.kind, thing.id, thing.value):
                    found.add((backends.service_name, region, thing.kind, thing.id))
    return [
        {"service": service, "region": region, "kind": kind, "id": identifier}
        for service, region, kind, identifier in sorted(found)
    ]
