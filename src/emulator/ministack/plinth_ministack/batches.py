"""How Lambda takes a shard's records to a function: what of a batch is tried again, halved or given up.

Lambda developer guide, "Using Lambda with Kinesis": batches of a shard go one after the other; a function
error repeats the batch, in halves if the mapping says so; a partial response repeats it from the lowest
sequence number that it names; what outlives the attempts goes to the on-failure destination.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

INFINITE = -1
"""MaximumRetryAttempts of a mapping that says nothing."""


@dataclass(frozen=True)
class Batch:
    """Records `start` to `end` (not included) of a shard that were tried `tries` times."""

    start: int
    end: int
    tries: int = 0

    @property
    def size(self) -> int:
        return self.end - self.start


@dataclass(frozen=True)
class Verdict:
    """What is to be done next, in this order, and what was given up."""

    again: tuple[Batch, ...] = ()
    lost: Batch | None = None


def after_error(batch: Batch, halve: bool, retries: int) -> Verdict:
    """After the function failed as a whole. Halving is not counted as a retry."""
    if halve and batch.size > 1:
        middle = batch.start + (batch.size + 1) // 2
        return Verdict((Batch(batch.start, middle, batch.tries), Batch(middle, batch.end, batch.tries)))
    return _again(batch, retries)


def after_answer(batch: Batch, sequences: list[str], answer: Any, retries: int) -> Verdict:
    """After the function answered, where the mapping takes partial responses."""
    named = _named(answer)
    if named is None:
        return Verdict()
    places = [sequences.index(name) for name in named if name in sequences]
    # A name that is none of the batch's makes the whole batch fail.
    first = min(places) if len(places) == len(named) else 0
    return _again(Batch(batch.start + first, batch.end, batch.tries), retries)


def _named(answer: Any) -> list[Any] | None:
    failures = answer.get("batchItemFailures") if isinstance(answer, dict) else None
    return [failure.get("itemIdentifier") for failure in failures] if failures else None


def _again(batch: Batch, retries: int) -> Verdict:
    if retries != INFINITE and batch.tries >= retries:
        return Verdict(lost=batch)
    return Verdict((Batch(batch.start, batch.end, batch.tries + 1),))
