from __future__ import annotations

from pathlib import Path

import pytest

from variorum.config import Config
from variorum.errors import ContentError
from variorum.pipeline import build


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "content" / "articles").mkdir(parents=True)
    (tmp_path / "content/articles/fire.md").write_text(
        "---\ntitle: A fire\noutlet: unknown\n---\n\nThe mill burned.\n", "utf-8"
    )
    (tmp_path / "templates").mkdir()
    return tmp_path


@pytest.mark.parametrize("template", ["<p>\n<p>{{ view.no_such_value }}\n", "<p>\n{% if %}\n"], ids=["unknown value", "syntax"])
def test_a_template_that_cannot_be_used_is_told_with_its_line(template: str, archive: Path) -> None:
    (archive / "templates" / "front.html").write_text(template, "utf-8")
    with pytest.raises(ContentError) as raised:
        build(Config(archive))
    (problem,) = raised.value.problems
    assert (problem.file, problem.line, problem.code) == (str(archive / "templates" / "front.html"), 2, "T001")


def test_an_archives_own_template_takes_the_place_of_ours(archive: Path) -> None:
    (archive / "templates" / "front.html").write_text("mine", "utf-8")
    build(Config(archive))
    assert (archive / "site" / "index.html").read_text("utf-8") == "mine"
