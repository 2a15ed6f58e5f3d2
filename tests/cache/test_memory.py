"""Tables are recalled as they were remembered, and of a few changed rows only these are written."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum import memory
from variorum.bench import bench
from variorum.config import Config
from variorum.disk import replace
from variorum.memory import SINCE, Held, Told, recall, remember

PROGRAM = b"this one"
MANY: memory.Table = {number: f"row {number}" for number in range(100)}
FEW = {"a": 1}


def with_others(count: int) -> memory.Table:
    """`MANY` with the first *count* rows changed."""
    return {number: "other" if number < count else row for number, row in MANY.items()}


def kept(folder: Path, *told: Told) -> Path:
    """Remember each of *told* as a build of its own process does."""
    for one in told:
        held: Held = {}
        recall(folder, "table", PROGRAM, held)
        remember(folder, "table", PROGRAM, held, one)
    return folder / "table"


def test_what_was_remembered_is_recalled(tmp_path: Path) -> None:
    kept(tmp_path, Told("head", (MANY, FEW)))
    assert recall(tmp_path, "table", PROGRAM, {}) == Told("head", (MANY, FEW))


def test_another_program_recalls_nothing(tmp_path: Path) -> None:
    kept(tmp_path, Told("head", (MANY,)))
    assert recall(tmp_path, "table", b"another", {}) is None


def test_rows_that_change_come_and_go_are_written_beside_the_others(tmp_path: Path) -> None:
    changed = {**MANY, 5: "other", "new": "row"}
    del changed[7]
    file = kept(tmp_path, Told("head", (MANY, FEW)))
    before = file.read_bytes()
    kept(tmp_path, Told("later", (changed, FEW)))
    assert file.read_bytes() == before
    assert recall(tmp_path, "table", PROGRAM, {}) == Told("later", (changed, FEW))


def test_changes_of_several_builds_add_up(tmp_path: Path) -> None:
    builds = [with_others(count) for count in range(4)]
    file = kept(tmp_path, *(Told(count, (rows,)) for count, rows in enumerate(builds)))
    assert recall(tmp_path, "table", PROGRAM, {}) == Told(3, (builds[3],))
    back = kept(tmp_path, Told(4, (MANY,)))
    assert recall(tmp_path, "table", PROGRAM, {}) == Told(4, (MANY,))
    assert file == back


def test_many_changes_are_written_whole(tmp_path: Path) -> None:
    changed = with_others(50)
    file = kept(tmp_path, Told("head", (MANY,)), Told("head", ({**MANY, 1: "other"},)), Told("head", (changed,)))
    assert not Path(f"{file}{SINCE}").exists()
    assert recall(tmp_path, "table", PROGRAM, {}) == Told("head", (changed,))


def test_a_process_that_remembered_reads_nothing_back_unless_another_wrote(tmp_path: Path) -> None:
    held: Held = {}
    told = Told("head", (MANY,))
    remember(tmp_path, "table", PROGRAM, held, told)
    assert recall(tmp_path, "table", PROGRAM, held) is told
    kept(tmp_path, Told("later", ({**MANY, 1: "other"},)))
    assert recall(tmp_path, "table", PROGRAM, held) == Told("later", ({**MANY, 1: "other"},))


def test_a_build_that_is_killed_between_the_two_files_leaves_one_of_the_two(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = with_others(50)
    file = kept(tmp_path, Told("head", (MANY,)), Told("since", ({**MANY, 1: "other"},)))

    def killed(path: Path | str, content: bytes) -> tuple[int, int]:
        replace(path, content)
        raise KeyboardInterrupt

    monkeypatch.setattr(memory, "replace", killed)
    with pytest.raises(KeyboardInterrupt):
        kept(tmp_path, Told("head", (changed,)))
    assert Path(f"{file}{SINCE}").exists()
    assert recall(tmp_path, "table", PROGRAM, {}) == Told("head", (changed,))


@pytest.mark.parametrize("name", ["table", f"table{SINCE}"])
def test_what_cannot_be_read_is_as_if_nothing_was_remembered(tmp_path: Path, name: str) -> None:
    kept(tmp_path, Told("head", (MANY,)), Told("since", ({**MANY, 1: "other"},)))
    for content in (b"", b"spoilt", b"spoilt, and longer than a digest is"):
        (tmp_path / name).write_bytes(content)
        assert recall(tmp_path, "table", PROGRAM, {}) is None


@pytest.mark.parametrize("again", [False, True])
def test_a_large_build_holds_what_is_remembered_only_where_its_process_builds_again(tmp_path: Path, again: bool) -> None:
    held: Held = {}
    with bench(Config(root=tmp_path, processes=2), held=held, waited_for=again) as work:
        assert list(work.spread(abs, range(-100, 0))) == list(range(100, 0, -1))
        work.remember("table", "head", MANY)
        work.settle()
        assert work.workers.used
        assert ("table" in held) == again
    with bench(Config(root=tmp_path)) as work:
        assert work.recall("table") == Told("head", (MANY,))
