"""Lambda's arithmetic of batches, without MiniStack."""

from plinth_ministack.batches import INFINITE, Batch, Verdict, after_answer, after_error

SEQUENCES = ["11", "12", "13", "14"]
WHOLE = Batch(0, 4)


def answer(*names: str | None) -> dict[str, list[dict[str, str | None]]]:
    return {"batchItemFailures": [{"itemIdentifier": name} for name in names]}


def test_a_batch_that_is_done_is_gone() -> None:
    for said in (None, {}, {"batchItemFailures": []}, "text"):
        assert after_answer(WHOLE, SEQUENCES, said, 5) == Verdict()


def test_the_lowest_of_the_names_is_where_it_begins_again() -> None:
    assert after_answer(WHOLE, SEQUENCES, answer("14", "12"), 5) == Verdict((Batch(1, 4, 1),))


def test_a_name_that_is_none_of_the_batch_fails_all_of_it() -> None:
    for name in ("99", "", None):
        assert after_answer(WHOLE, SEQUENCES, answer("14", name), 5) == Verdict((Batch(0, 4, 1),))


def test_a_function_that_dies_halves_the_batch_and_that_is_no_retry() -> None:
    assert after_error(WHOLE, True, 0) == Verdict((Batch(0, 2), Batch(2, 4)))
    assert after_error(Batch(4, 7, 2), True, 5) == Verdict((Batch(4, 6, 2), Batch(6, 7, 2)))
    assert after_error(Batch(4, 5), True, 5) == Verdict((Batch(4, 5, 1),))
    assert after_error(WHOLE, False, 5) == Verdict((Batch(0, 4, 1),))


def test_what_has_no_attempt_left_is_lost_from_where_it_failed() -> None:
    assert after_answer(Batch(0, 4, 5), SEQUENCES, answer("13"), 5) == Verdict(lost=Batch(2, 4, 5))
    assert after_error(Batch(3, 4, 5), True, 5) == Verdict(lost=Batch(3, 4, 5))


def test_without_a_limit_nothing_is_lost() -> None:
    assert after_error(Batch(3, 4, 10_000), True, INFINITE) == Verdict((Batch(3, 4, 10_001),))
