"""What a region of a service holds before anyone made anything in it.

moto makes a backend when a region of a service is first used; what is in it at that moment is AWS's own
(the default VPC, managed policies, instance types).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from moto.core.base_backend import AccountSpecificBackend, BaseBackend

from ..expect import expect
from .walk import things

_make = expect(AccountSpecificBackend, "__getitem__", "self region_name")


@dataclass
class Baseline:
    """The identities of what is AWS's own, and the containers that are its catalogues."""

    identities: set[tuple[str, ...]]
    catalogues: set[tuple[str, ...]]
    # Held so that no later object gets the `id()` of one of these.
    values: list[Any]


_baselines: WeakKeyDictionary[BaseBackend, Baseline] = WeakKeyDictionary()


def baseline(backend: BaseBackend) -> Baseline:
    """What the backend held when it was made. Taken now, if it was made unnoticed."""
    if backend not in _baselines:
        catalogues: set[tuple[str, ...]] = set()
        found = list(things(backend, None, catalogues))
        identities = {thing.identity for thing in found}
        _baselines[backend] = Baseline(identities, catalogues, [thing.value for thing in found])
    return _baselines[backend]


def _make_and_note(self: AccountSpecificBackend[Any], region_name: str) -> BaseBackend:
    backend: BaseBackend = _make(self, region_name)
    if backend not in _baselines:
        baseline(backend)
    return backend


AccountSpecificBackend.__getitem__ = _make_and_note
