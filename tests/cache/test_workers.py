from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from variorum.cache import Kept
from variorum.later import digest
from variorum.memo import Memo, forget
from variorum.model import ArticleId, BlockKind, Kind, QuotationId, QuotationRef, Span
from variorum.workers import BESIDE, CHUNK, MOST, Workers


def double(number: int) -> tuple[int, int]:
    return number * 2, os.getpid()


def fail(number: int) -> int:
    raise ValueError(f"not {number}")


@pytest.mark.parametrize("processes", [1, 2, 3])
def test_results_come_in_order_whatever_the_number_of_processes(processes: int) -> None:
    with Workers(processes) as workers:
        results = [result for _, _, result in workers.map(double, [(number,) for number in range(500)])]
    assert [number for number, _ in results] == [number * 2 for number in range(500)]
    assert (os.getpid() in {process for _, process in results}) == (processes == 1)


def test_a_few_items_are_done_in_this_process() -> None:
    with Workers(2) as workers:
        assert [result for _, _, result in workers.map(double, [(1,), (2,)])] == [(2, os.getpid()), (4, os.getpid())]


def leave(path: Path) -> None:
    path.write_text("done")
    raise ValueError(path.name)


def test_work_done_ahead_is_done_by_processes_that_run_already_and_tells_nobody(tmp_path: Path) -> None:
    with Workers(2) as workers:
        workers.ahead(leave, [(tmp_path / "before",)])
        list(workers.map(double, [(number,) for number in range(100)]))
        workers.ahead(leave, [(tmp_path / "after",)])
        list(workers.map(double, [(number,) for number in range(100)]))
    assert [path.name for path in tmp_path.iterdir()] == ["after"]


def test_any_executor_is_used_as_it_is() -> None:
    with ThreadPoolExecutor(2) as executor, Workers(executor=executor) as workers:
        assert [result for _, _, result in workers.map(double, [(3,)])] == [(6, os.getpid())]


class Counting(ThreadPoolExecutor):
    """Notes how many items are sent at once."""

    def __init__(self) -> None:
        super().__init__(1)
        self.sizes: list[int] = []

    def submit(self, function: Any, *arguments: Any, **named: Any) -> Future[Any]:  # type: ignore[override]
        self.sizes.append(len(arguments[-1]))
        return super().submit(function, *arguments, **named)


def waited(number: int) -> int:
    time.sleep(0.002)
    return number


def test_more_items_are_sent_at_once_where_they_take_little() -> None:
    numbers = list(range(8000))
    with Counting() as executor, Workers(executor=executor) as workers, patch("variorum.workers.AHEAD_ELSEWHERE", 2):
        assert [result for _, _, (result, _) in workers.map(double, [(number,) for number in numbers])] == [
            2 * n for n in numbers
        ]
        assert (executor.sizes[0], max(executor.sizes)) == (CHUNK, MOST)
        executor.sizes.clear()
        assert [result for _, _, result in workers.map(waited, [(number,) for number in range(100)])] == list(range(100))
        assert max(executor.sizes) == CHUNK


def test_what_goes_wrong_elsewhere_comes_up_here() -> None:
    with pytest.raises(ValueError, match="not 0"), Workers(2) as workers:
        list(workers.map(fail, [(number,) for number in range(100)]))


def length(word: str) -> int:
    return len(word)


WORDS = Memo(length, 3)


def asked(word: str) -> tuple[int, int]:
    return WORDS[word], len(WORDS)


def test_what_processes_remember_is_forgotten_when_a_stage_is_over() -> None:
    with Workers(2) as workers:
        assert max(count for _, _, (_, count) in workers.map(asked, [("word",), ("sentence",)] * 50)) == 2
        workers.turn()
        found = [result for _, _, result in workers.map(asked, [("letter",)] * 50)]
    assert set(found) == {(6, 1)}


def test_a_memo_starts_over_where_it_holds_too_much_and_answers_the_same() -> None:
    words = ["a", "bc", "def", "ghij", "klmno", "a", "bc"]
    memo = Memo(length, 3)
    assert [memo[word] for word in words] == [len(word) for word in words]
    assert len(memo) == 3
    forget()
    assert not memo
    assert memo["a"] == 1


def test_work_beside_this_process_knows_all_that_this_one_does() -> None:
    known = [lambda: 3]  # which cannot be sent
    with Workers(2) as workers, patch("variorum.workers.forks", return_value=True):  # whatever threads other tests left
        assert workers.besides
        wait = workers.beside(lambda: (known[0](), os.getpid()))
        number, process = wait()
    assert (number, process == os.getpid()) == (3, False)


def test_what_goes_wrong_beside_comes_up_where_it_is_waited_for() -> None:
    with Workers(2) as workers:
        wait = workers.beside(lambda: fail(3))
        with pytest.raises(ValueError, match="not 3"):
            wait()


@contextmanager
def told_and_gone_on(file: Path) -> Iterator[str]:
    yield "told"
    while not file.exists():
        time.sleep(0.01)
    if file.read_text("utf-8"):
        raise ValueError(file.read_text("utf-8"))


def test_a_result_is_told_before_the_rest_of_the_work_is_done(tmp_path: Path) -> None:
    with Workers(2) as workers, patch("variorum.workers.forks", return_value=True):
        wait, end = workers.beside_and_on(lambda: told_and_gone_on(tmp_path / "go"))
        assert (wait(), (tmp_path / "go").exists()) == ("told", False)
        (tmp_path / "go").touch()
        end()


def test_no_more_than_a_few_things_are_done_beside_at_once() -> None:
    with Workers(2) as workers, patch("variorum.workers.forks", return_value=True):
        waiting = []
        for number in range(BESIDE):
            assert workers.besides
            waiting.append(workers.beside(partial(abs, -number)))
        assert not workers.besides
        assert [wait() for wait in waiting] == [*range(BESIDE)]
        assert workers.besides


def test_what_goes_wrong_after_a_result_was_told_comes_up_at_the_end(tmp_path: Path) -> None:
    with Workers(2) as workers:
        wait, end = workers.beside_and_on(lambda: told_and_gone_on(tmp_path / "go"))
        assert wait() == "told"
        (tmp_path / "why").write_text("not told", "utf-8")
        (tmp_path / "why").rename(tmp_path / "go")
        with pytest.raises(ValueError, match="not told"):
            end()


def test_work_beside_that_is_ended_is_told() -> None:
    with Workers(2) as workers:
        wait = workers.beside(lambda: os.kill(os.getpid(), signal.SIGKILL))
        with pytest.raises(ChildProcessError, match="ended"):
            wait()


def test_work_beside_ends_with_a_build_that_fails() -> None:
    start = time.monotonic()
    with pytest.raises(ValueError, match="not 1"), Workers(2) as workers:
        workers.beside(lambda: time.sleep(60))
        fail(1)
    assert time.monotonic() - start < 30


def test_equal_values_have_equal_digests_whether_or_not_they_share_parts() -> None:
    text = "abc" * 10
    assert digest((text, text)) == digest(("abc" * 10, "".join(["abc"] * 10)))
    assert digest((text, "x")) != digest((text, "y"))


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (Span(1, 2), (1, 2)),
        (Span(1, 2), Span(1, 3)),
        (QuotationRef(ArticleId("a"), QuotationId("q")), ("a", "q")),
        (Kind.TITLE, BlockKind.TITLE),
        (Kind.TITLE, "title"),
        ((1, (2,)), ((1, 2),)),
        ([1], (1,)),
        (True, 1),
        ("1", b"1"),
        (date(2020, 1, 2), date(2020, 1, 3)),
    ],
)
def test_values_of_other_classes_or_shapes_have_other_digests(one: object, two: object) -> None:
    assert digest(one) != digest(two)
    assert digest((one,)) != digest((two,))


def test_a_result_is_found_only_by_the_same_program_function_and_arguments(tmp_path: Path) -> None:
    kept = Kept(tmp_path, b"one")
    kept.put([(kept.key(double, (1,)), None)])
    assert kept.get(kept.key(double, (1,))) == (None,)
    assert kept.get(kept.key(double, (2,))) is None
    assert kept.get(kept.key(fail, (1,))) is None
    kept.close(finished=True)
    other = Kept(tmp_path, b"two")
    assert other.get(other.key(double, (1,))) is None
    other.close(finished=False)


def test_results_asked_for_together_are_those_that_there_are(tmp_path: Path) -> None:
    kept = Kept(tmp_path, b"")
    keys = kept.keys(double, [(number,) for number in range(1200)])
    kept.put((key, number) for number, key in enumerate(keys) if number % 2)
    assert kept.get_all(keys) == {key: number for number, key in enumerate(keys) if number % 2}
    kept.close(finished=True)


def test_results_that_were_long_not_used_are_forgotten(tmp_path: Path) -> None:
    fill(tmp_path, range(10))
    for edit in range(10, 30):
        fill(tmp_path, (edit,))
    assert standing(tmp_path) == [*range(30)]  # not one too many, though an edit used but its own
    fill(tmp_path, (30,))
    assert standing(tmp_path) == [30]


def fill(folder: Path, numbers: Iterable[int]) -> None:
    """A build that keeps a result for each of *numbers*."""
    kept = Kept(folder, b"")
    kept.put((kept.key(double, (number,)), number) for number in numbers)
    kept.close(finished=True)


def standing(folder: Path) -> list[int]:
    kept = Kept(folder, b"")
    found = kept.get_all(kept.keys(double, [(number,) for number in range(1000)])).values()
    kept.close(finished=False)
    return sorted(found)
