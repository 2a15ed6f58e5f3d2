"""The two articles of this archive are what `variorum import` makes of their sources, word for word."""

from __future__ import annotations

import hashlib
import re
import shlex
from pathlib import Path

import pytest

from variorum.cli import main
from variorum.config import read_config
from variorum.load import load
from variorum.model import Article

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "content" / "sources"
IMPORTS = re.findall(r"^variorum (import .*)$", (SOURCES / "README.md").read_text("utf-8"), re.MULTILINE)


def articles() -> dict[str, Article]:
    """The archive's articles by the name of their source."""
    return {article.source.split()[0]: article for article in load(read_config(ROOT)).articles}


@pytest.mark.parametrize("command", IMPORTS)
def test_repeating_the_import_gives_the_content_file_again(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert main([*shlex.split(command), "--archive", str(tmp_path)]) == 0
    (made,) = (tmp_path / "content").rglob("*.md")
    assert made.read_bytes() == (ROOT / made.relative_to(tmp_path)).read_bytes()


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.txt")), ids=lambda source: source.name)
def test_the_source_kept_is_the_one_the_article_names(source: Path) -> None:
    assert articles()[source.name].source == f"{source.name} sha256:{hashlib.sha256(source.read_bytes()).hexdigest()}"


@pytest.mark.parametrize("source", sorted(SOURCES.glob("*.txt")), ids=lambda source: source.name)
def test_title_dek_body_and_what_was_omitted_are_the_source(source: Path) -> None:
    article = articles()[source.name]
    lines = [line for line in source.read_text("utf-8").split("\n") if line]
    assert article.text.split("\n\n") + list(article.omitted) == lines
