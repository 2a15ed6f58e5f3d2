"""Two builds of one archive never write at once."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from tests.pipeline.test_incremental import Archive
from variorum.config import read_config
from variorum.errors import ContentError
from variorum.lock import lock
from variorum.pipeline import build


def refused(root: Path) -> None:
    """End with 0 where a build is refused and touches nothing."""
    with pytest.raises(ContentError):
        build(read_config(root))
    assert not (root / "site").exists()


def test_a_second_build_is_refused_while_one_is_under_way(tmp_path: Path) -> None:
    Archive(tmp_path, 1)
    with lock(read_config(tmp_path).cache):
        process = multiprocessing.get_context("spawn").Process(target=refused, args=(tmp_path,))
        process.start()
        process.join()
    assert process.exitcode == 0
    build(read_config(tmp_path))
    assert (tmp_path / "site" / "index.html").is_file()
