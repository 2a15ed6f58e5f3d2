"""What is found ahead, in the articles that an edit changed, is what the build itself would find, under the same keys."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from variorum import ahead
from variorum.bench import Bench, bench
from variorum.cache import Kept, program
from variorum.config import Config, read_config
from variorum.pipeline import build
from variorum.unchanged import look
from variorum.workers import Workers


def written(root: Path, name: str, words: str, time: int) -> None:
    """An article of which the time of its last change is known."""
    path = root / "content/articles" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\ntitle: {name}\noutlet: post\n---\n\n“We never interfered in it,” Dmitry Peskov {words}.\n", "utf-8")
    os.utime(path, (time, time))


def begun(config: Config) -> ahead.Rows:
    """In this process, what is begun beside: other tests may have left threads here, and then none is forked off."""
    with pytest.MonkeyPatch.context() as patch, bench(config) as work:
        patch.setattr(Workers, "besides", True)
        patch.setattr(Bench, "begin", lambda _, function, worth: function)
        return ahead.begin(config, look(config.root), work)()


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Config:
    monkeypatch.setattr(ahead, "MANY", 0)
    for number in range(12):
        written(tmp_path, f"a{number}", "said", 1_000_000_000)
    build(read_config(tmp_path))
    return read_config(tmp_path)


def test_what_an_edit_changed_is_found_as_the_build_finds_it(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    written(config.root, "a3", "told reporters on Monday", 1_000_000_001)
    rows = begun(config)
    monkeypatch.setattr(ahead, "begin", lambda *_: tuple)
    build(config)
    kept = Kept(config.cache, program())
    assert [kept.get(key) for key, _ in rows] == [pickle.loads(result) for _, result in rows]
    assert len(rows) == 2


def test_where_nothing_or_much_changed_or_it_cannot_be_read_nothing_is_found_ahead(config: Config) -> None:
    assert begun(config) == ()
    (config.root / "content/articles/a3.md").write_bytes(b"\xff\xfe\xff")
    assert begun(config) == ()
    for number in range(ahead.FEW + 1):
        written(config.root, f"a{number}", "said on Monday", 1_000_000_001)
    assert begun(config) == ()
