"""A reset that takes milliseconds.

moto initialises every backend anew (each with AWS's 1 400 managed policies, images, instance types) and
then throws them away. They are made at the next use anyway.
"""

from __future__ import annotations

from typing import Any

from moto.core.base_backend import AccountSpecificBackend, BaseBackend

from .extend import Function, extends


@extends(AccountSpecificBackend, "reset", "self")
def _only_what_has_more_to_do(_original: Function, self: AccountSpecificBackend[Any]) -> None:
    for backend in self.values():
        if type(backend).reset is not BaseBackend.reset:
            backend.reset()
