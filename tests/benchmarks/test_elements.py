"""The generators we are measured against are given the same to do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks import core, peers
from benchmarks.compare import commands
from benchmarks.corpus import made_up, sources, write_archive
from benchmarks.elements import difference, elements

ARTICLES = 30


def test_elements_are_counted_by_name() -> None:
    """Also those that are never closed."""
    assert elements("<p>a<br>b</p><P>c</p>") == {"p": 2, "br": 1}


def test_the_difference_says_what_is_missing_and_what_is_too_much() -> None:
    """And nothing of what is the same."""
    assert difference("<p><b>a</b></p>", "<p><i>a</i><i>b</i></p>") == {"b": -1, "i": 2}


@pytest.mark.parametrize("name", ["hugo", "pelican", "eleventy"])
def test_the_page_of_an_article_has_the_same_elements_as_ours(name: str, tmp_path: Path) -> None:
    """Of every article, so that the time each generator takes is for the same work."""
    program = shutil.which(name)
    if program is None:
        pytest.skip(f"{name} is not installed")
    write_archive(tmp_path / "ours", ARTICLES)
    core.main(tmp_path / "ours", processes=1)
    folder = tmp_path / name
    getattr(peers, name)(folder, sources(ARTICLES, None))
    subprocess.run(commands({name: program})[name], cwd=folder, check=True, capture_output=True)
    for source in made_up(ARTICLES):
        ours = (tmp_path / "ours" / "site" / "articles" / f"{source.id}.html").read_text("utf-8")
        theirs = (folder / peers.ARTICLES[name] / f"{source.id}.html").read_text("utf-8")
        assert difference(ours, theirs) == {}, source.id
