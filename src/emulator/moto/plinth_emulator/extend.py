"""How an addition changes moto: every change checks first that the place is as expected."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from .expect import absent, expect

Function = Callable[..., Any]
State = TypeVar("State")


def extends(owner: Any, name: str, signature: str | None = None) -> Callable[[Function], Function]:
    """Replaces a method, static method or property getter of moto by a function around it.

    The function gets what it replaces as its first argument, then the arguments of the call. `signature`
    as for `expect`. Raises Incompatible if the place has moved.
    """
    original = expect(owner, name, signature)
    static = inspect.getattr_static(owner, name)

    def replace(function: Function) -> Function:
        if isinstance(static, property):
            setattr(owner, name, property(lambda self: function(original, self), static.fset))
            return function

        @functools.wraps(original)
        def around(*args: Any, **kwargs: Any) -> Any:
            return function(original, *args, **kwargs)

        setattr(owner, name, staticmethod(around) if isinstance(static, staticmethod) else around)
        return function

    return replace


def adds(owner: Any, name: str | None = None) -> Callable[[Function], Function]:
    """Gives a moto class a method that it lacks, under the function's own name unless `name` is given.

    Raises Incompatible if moto has it by now.
    """

    def add(function: Function) -> Function:
        absent(owner, name or function.__name__)
        setattr(owner, name or function.__name__, function)
        return function

    return add


def state(holder: Any, name: str, make: Callable[[], State]) -> State:
    """What an addition keeps on a moto backend or model, made on first use.

    It lives and ends with its holder, so moto's reset covers it, and the inventory shows what is in it
    under the kind `name`.
    """
    kept: State = holder.__dict__.setdefault(f"plinth_{name}", None)
    if kept is None:
        kept = holder.__dict__[f"plinth_{name}"] = make()
    return kept
