"""Arrays are recalled as they were remembered, and only new ones are written."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from variorum import arrays
from variorum.arrays import SMALL, recall, remember
from variorum.disk import replace

PROGRAM = b"this one"
HELD = {"large": np.arange(SMALL), "small": np.arange(3), "empty": np.zeros((0, 2), np.uint64)}


def files(folder: Path) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*.npy")}


def test_what_was_remembered_is_recalled(tmp_path: Path) -> None:
    remember(tmp_path, PROGRAM, HELD, {})
    found = recall(tmp_path, PROGRAM) or {}
    assert {name: (array.dtype, array.tolist()) for name, array in found.items()} == {
        name: (array.dtype, array.tolist()) for name, array in HELD.items()
    }


def test_another_program_recalls_nothing(tmp_path: Path) -> None:
    remember(tmp_path, PROGRAM, HELD, {})
    assert recall(tmp_path, b"another") is None


def test_an_array_that_was_recalled_is_not_written_again(tmp_path: Path) -> None:
    remember(tmp_path, PROGRAM, HELD, {})
    before, seen = recall(tmp_path, PROGRAM) or {}, files(tmp_path)
    remember(tmp_path, PROGRAM, {**before, "small": np.arange(4)}, before)
    assert files(tmp_path) == seen


def test_a_new_array_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    remember(tmp_path, PROGRAM, HELD, {})
    before = recall(tmp_path, PROGRAM) or {}
    remember(tmp_path, PROGRAM, {**before, "large": np.arange(SMALL) + 1}, before)
    assert len(files(tmp_path)) == 1
    assert (recall(tmp_path, PROGRAM) or {})["large"][0] == 1


def test_a_build_that_is_killed_while_it_writes_leaves_what_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    remember(tmp_path, PROGRAM, HELD, {})

    def killed(path: Path, *content: bytes) -> tuple[int, int]:
        if path.name == arrays.NOW:
            raise KeyboardInterrupt
        return replace(path, *content)

    monkeypatch.setattr("variorum.arrays.replace", killed)
    with pytest.raises(KeyboardInterrupt):
        remember(tmp_path, PROGRAM, {"large": np.arange(SMALL) + 1}, {})
    assert (recall(tmp_path, PROGRAM) or {})["large"][0] == 0


@pytest.mark.parametrize("content", [b"", b"x", b"\x80\x05N."])
def test_what_cannot_be_read_is_as_if_nothing_was_remembered(tmp_path: Path, content: bytes) -> None:
    remember(tmp_path, PROGRAM, HELD, {})
    (tmp_path / arrays.NOW).write_bytes(content)
    assert recall(tmp_path, PROGRAM) is None
    remember(tmp_path, PROGRAM, HELD, {})
    (file,) = tmp_path.glob("*.npy")
    file.write_bytes(content)
    assert recall(tmp_path, PROGRAM) is None


def test_what_an_earlier_version_left_under_the_name_gives_way(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"an older form")
    assert recall(tmp_path / "kept", PROGRAM) is None
    remember(tmp_path / "kept", PROGRAM, {"a": np.arange(3)}, {})
    found = recall(tmp_path / "kept", PROGRAM)
    assert found is not None and found["a"].tolist() == [0, 1, 2]
