"""Of a file of data that is made again, what did not change is copied from the file that stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.test_incremental import Archive, from_nothing, site
from variorum import exports
from variorum.config import read_config
from variorum.errors import ContentError
from variorum.exports import saying
from variorum.pipeline import build

QUOTING = "“Nobody asked us about the {} at all,” said Carol Green."


def archive(root: Path) -> Archive:
    """Three articles that quote one speaker."""
    made = Archive(root, 1)
    made.put(root / "archive.yaml", "title: Archive\n")
    for name in ("mill", "dam", "inn"):
        put(made, name)
    build(read_config(root))
    return made


def put(archive: Archive, name: str, more: str = "") -> None:
    """Put the article *name* into *archive*, or other words into it."""
    text = f"---\ntitle: The {name}\noutlet: post\nrights: {{license: CC0-1.0}}\n---\n\n{QUOTING.format(name)}\n\n{more}\n"
    archive.put(archive.root / f"content/articles/2020/{name}.md", text)


def rows_made(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[Any]:
    """What the function *name* is called for first, from now on."""
    real: Callable[..., Any] = getattr(module, name)
    asked: list[Any] = []

    def noted(of: Any, *others: Any) -> Any:
        asked.append(of)
        return real(of, *others)

    monkeypatch.setattr(module, name, noted)
    return asked


@pytest.mark.parametrize("name", ["article_row", "quotation_rows", "text_row"])
def test_an_edit_makes_the_rows_of_its_article_alone(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = archive(tmp_path)
    put(made, "dam", "It was a dry year.")
    asked = rows_made(monkeypatch, exports, name)
    build(read_config(tmp_path))
    assert asked == ["dam"]


def test_an_edit_makes_of_what_a_speaker_said_only_what_its_article_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = archive(tmp_path)
    put(made, "dam", "It was a dry year.")
    rows, entries = rows_made(monkeypatch, saying, "rows_of"), rows_made(monkeypatch, saying, "utterance_entry")
    build(read_config(tmp_path))
    assert [[one.article for one in witnesses] for witnesses in rows] == [["dam"]]
    assert [[one.article for one in utterance.witnesses] for utterance in entries] == [["dam"]]


def test_a_file_that_somebody_changed_is_made_anew(tmp_path: Path) -> None:
    made = archive(tmp_path)
    for path in (tmp_path / "site/data/texts-undated.csv", tmp_path / "site/speakers/carol-green.json"):
        content = path.read_bytes()
        assert b"Nobody" in content
        path.write_bytes(content.replace(b"Nobody", b"Anyone"))
    (tmp_path / "site/data/quotations-undated.jsonl").unlink()
    put(made, "dam", "It was a dry year.")
    build(read_config(tmp_path))
    assert site(tmp_path) == from_nothing(tmp_path, tmp_path / "clean")


def test_a_file_in_the_place_of_which_a_stranger_stood_is_written_when_that_is_gone(tmp_path: Path) -> None:
    made = archive(tmp_path)
    stranger = tmp_path / "site/data/articles-2021.csv"
    stranger.write_text("mine")
    path = tmp_path / "content/articles/2020/new.md"
    made.put(path, "---\ntitle: New\noutlet: post\npublished: 2021-05-03\n---\n\nNothing.\n")
    with pytest.raises(ContentError):
        build(read_config(tmp_path))
    stranger.unlink()
    build(read_config(tmp_path))
    assert site(tmp_path) == from_nothing(tmp_path, tmp_path / "clean")
