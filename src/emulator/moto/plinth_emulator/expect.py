"""Checks that the places in moto which the additions extend are still there."""

from __future__ import annotations

import inspect
from typing import Any


class Incompatible(Exception):
    """A place in moto that an addition extends is gone or has changed."""


def expect(owner: Any, attribute: str, signature: str | None = None) -> Any:
    """The attribute of a moto class or module, as found on the owner.

    `signature` lists the parameter names that a function must have, in order and separated by blanks
    ("self name tags"). A static method or a property comes back as what it wraps.

    Raises Incompatible, naming the place, if it is missing or its parameters differ.
    """
    place = f"{getattr(owner, '__module__', '')}.{getattr(owner, '__qualname__', '')}".strip(".")
    place = place or getattr(owner, "__name__", repr(owner))
    try:
        found = inspect.getattr_static(owner, attribute)
    except AttributeError:
        raise Incompatible(f"{place} has no {attribute}") from None
    if isinstance(found, (staticmethod, classmethod)):
        found = found.__func__
    if isinstance(found, property):
        found = found.fget
    if signature is not None:
        parameters = " ".join(inspect.signature(found).parameters)
        if parameters != signature:
            raise Incompatible(f"{place}.{attribute} takes ({parameters}), expected ({signature})")
    return found


def absent(owner: Any, attribute: str) -> None:
    """Checks that moto still lacks what an addition adds. Raises Incompatible if it now has it."""
    if hasattr(owner, attribute):
        raise Incompatible(
            f"{owner.__module__}.{owner.__qualname__}.{attribute} exists now: the addition may be obsolete"
        )
