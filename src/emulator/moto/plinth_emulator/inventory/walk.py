"""Finds what a moto backend holds without knowing the service."""

from __future__ import annotations

import weakref
from collections import deque
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from types import FunctionType, MethodType, ModuleType
from typing import Any

from moto.core.base_backend import BaseBackend

CATALOGUE = 200
"""A container that starts with more entries than this is AWS's own list; its entries are not looked into."""
DEPTH = 5


@dataclass(frozen=True)
class Thing:
    """Something that a backend holds: a resource, a setting, tags."""

    kind: str
    id: str
    value: Any
    identity: tuple[str, ...]


def things(
    backend: BaseBackend, own: set[tuple[str, ...]] | None, catalogues: set[tuple[str, ...]]
) -> Iterator[Thing]:
    """All that the backend holds, each thing once.

    Things whose identity is in `own` (AWS's own) are not reported but looked into, since others may be held
    by them (the rules of the default event bus), unless they are in one of the `catalogues`. With None, all
    are reported and looked into, and `catalogues` is filled.
    """
    yield from _Walk(own, catalogues).attributes(backend, (), 0)


def _is_record(value: Any) -> bool:
    """An object with state of its own, so not a value, a function or a backend."""
    if isinstance(value, (BaseBackend, ModuleType, FunctionType, MethodType, type, weakref.ref)):
        return False
    return hasattr(value, "__dict__") and type(value).__module__.split(".")[0] in ("moto", "plinth_emulator")


def _is_container(value: Any) -> bool:
    return isinstance(value, (Mapping, list, tuple, Set, deque))


def _is_index(value: Any) -> bool:
    """Whether a container is a level of an index (region -> id -> resource), not a thing's own data."""
    if isinstance(value, Mapping):
        return bool(value) and all(
            _is_record(entry) or isinstance(entry, Mapping) for entry in value.values()
        )
    return any(_is_record(entry) for entry in value)


class _Walk:
    def __init__(self, own: set[tuple[str, ...]] | None, catalogues: set[tuple[str, ...]]) -> None:
        self._own = own
        self._catalogues = catalogues
        self._seen: set[int] = set()

    def attributes(self, owner: Any, path: tuple[str, ...], depth: int) -> Iterator[Thing]:
        for name, value in list(vars(owner).items()):
            here = (*path, name)
            if _is_container(value):
                yield from self._entries(value, name, here, depth)
            elif depth == 0 and _is_record(value):
                yield from self._record(value, name, name, here, depth)
            elif depth == 0 and value and isinstance(value, (str, bytes, bool)):
                yield from self._found(Thing(_kind(name), name, value, (*here, repr(value))), here, depth)

    def _entries(self, held: Any, name: str, path: tuple[str, ...], depth: int) -> Iterator[Thing]:
        if depth > DEPTH:
            return
        if isinstance(held, Mapping):
            pairs = [(str(key), value, (*path, str(key))) for key, value in list(held.items())]
        else:
            pairs = [(_name_of(value), value, (*path, "[]")) for value in list(held)]
        if self._own is None and len(pairs) > CATALOGUE:
            self._catalogues.add(path)
        look_into = path not in self._catalogues
        for key, value, here in pairs:
            if _is_record(value):
                yield from self._record(value, name, key, here, depth if look_into else DEPTH)
            elif _is_container(value) and _is_index(value):
                yield from self._entries(value, name, here, depth + 1)
            elif not _is_container(value) or value:
                mark = str(id(value)) if here[-1] == "[]" and _is_container(value) else ""
                mark = mark or (key if here[-1] == "[]" else "")
                yield from self._found(Thing(_kind(name), key, value, (*here, mark)), here, depth)

    def _record(self, value: Any, name: str, key: str, path: tuple[str, ...], depth: int) -> Iterator[Thing]:
        if id(value) in self._seen:
            return
        self._seen.add(id(value))
        yield from self._found(Thing(_kind(name), key, value, (str(id(value)),)), path, depth)

    def _found(self, thing: Thing, path: tuple[str, ...], depth: int) -> Iterator[Thing]:
        known = self._own is not None and thing.identity in self._own
        if not known:
            yield thing
        if (known or self._own is None) and depth < DEPTH and _is_record(thing.value):
            yield from self.attributes(thing.value, path, depth + 1)


def _kind(attribute: str) -> str:
    return attribute.lstrip("_").removeprefix("plinth_")


def _name_of(value: Any) -> str:
    """What to call an entry of a list: its ARN, id or name."""
    if not _is_record(value) and not isinstance(value, Mapping):
        return str(value)
    get = value.get if isinstance(value, Mapping) else lambda name: getattr(value, name, None)
    for name in ("arn", "Arn", "id", "Id", "name", "Name"):
        if isinstance(found := get(name), str) and found:
            return found
    return type(value).__name__
