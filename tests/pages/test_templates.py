"""Templates: documented, overridable one at a time, strict."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from tests.pages.describe import described
from tests.pages.samples import CONFIG, archive
from variorum.pages import pages

ROOT = Path(__file__).resolve().parents[2]


def made(root: Path) -> dict[str, str]:
    return {
        file.path: file.content.decode() for file in pages(archive(), replace(CONFIG, root=root)) if file.path.endswith(".html")
    }


def test_the_values_that_templates_receive_are_documented() -> None:
    assert (ROOT / "docs/templates.md").read_text("utf-8") == described(), "python -m tests.pages.describe > docs/templates.md"


def test_an_archives_own_template_takes_the_place_of_ours_and_the_others_stay(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/404.html").write_text('{% extends "base.html" %}{% block main %}<h1>Lost & found</h1>{% endblock %}')
    site = made(tmp_path)
    assert "<h1>Lost & found</h1>" in site["404.html"]
    assert site["about.html"] == made(tmp_path / "elsewhere")["about.html"]


def test_an_unknown_name_in_a_template_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates/404.html").write_text("{{ view.nonsense }}")
    with pytest.raises(UndefinedError, match="nonsense"):
        made(tmp_path)
