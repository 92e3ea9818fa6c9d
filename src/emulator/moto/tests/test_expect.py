"""The check of the places in moto that additions extend."""

from __future__ import annotations

from pathlib import Path

import pytest

from plinth_emulator.additions import NAMES
from plinth_emulator.expect import Incompatible, expect
from plinth_emulator.extend import adds, extends


class Model:
    @property
    def shown(self) -> str:
        return "moto"

    @staticmethod
    def helper(name: str) -> str:
        return name

    def method(self, name: str) -> str:
        return name


def test_names_the_place_that_is_gone() -> None:
    with pytest.raises(Incompatible, match="Model has no gone"):
        expect(Model, "gone")


def test_names_what_a_function_takes_now() -> None:
    with pytest.raises(Incompatible, match=r"Model.method takes \(self name\), expected \(self tags\)"):
        expect(Model, "method", "self tags")


def test_refuses_to_add_what_is_there() -> None:
    with pytest.raises(Incompatible, match="method exists now"):
        adds(Model, "method")(lambda self: None)


def test_wraps_methods_static_methods_and_properties() -> None:
    extends(Model, "method", "self name")(lambda original, self, name: original(self, name) + "+")
    extends(Model, "helper", "name")(lambda original, name: original(name) + "+")
    extends(Model, "shown", "self")(lambda original, self: original(self) + "+")
    assert (Model().method("a"), Model.helper("b"), Model().shown) == ("a+", "b+", "moto+")


def test_every_addition_in_the_folder_is_applied() -> None:
    folder = Path(__file__).resolve().parents[1] / "plinth_emulator" / "additions"
    found = {
        path.stem for path in folder.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()
    }
    assert found - {"__init__"} == set(NAMES)
