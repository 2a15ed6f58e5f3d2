"""Each code has an example archive in `problems/`, with what is told of it in `expected.txt`, and a place in the manual."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from variorum.config import read_config
from variorum.errors import ContentError, describe
from variorum.load import load

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = Path(__file__).parent / "problems"
CODE = re.compile(r'"([A-Z]\d{3})"')


def codes_of(folder: Path) -> set[str]:
    """The codes that the sources below *folder* can give."""
    return {code for source in folder.rglob("*.py") for code in CODE.findall(source.read_text("utf-8"))}


def told(folder: Path) -> str:
    """What a build of the archive in *folder* prints of its problems."""
    try:
        problems = load(read_config(folder)).problems
    except ContentError as error:
        problems = error.problems
    return "".join(describe(problem) + "\n" for problem in problems)


@pytest.mark.parametrize("folder", sorted(EXAMPLES.iterdir()), ids=lambda folder: folder.name)
def test_each_problem_is_told_with_file_line_and_fix(folder: Path) -> None:
    assert told(folder) == (folder / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("folder", sorted(EXAMPLES.iterdir()), ids=lambda folder: folder.name)
def test_the_example_of_a_code_shows_that_code_alone(folder: Path) -> None:
    assert set(re.findall(r": ([A-Z]\d{3}) ", told(folder))) == {folder.name}


def test_every_code_of_loading_has_an_example() -> None:
    used = codes_of(ROOT / "variorum" / "load") | set(CODE.findall((ROOT / "variorum/records.py").read_text("utf-8")))
    assert sorted(used) == sorted(folder.name for folder in EXAMPLES.iterdir())


def test_every_code_is_documented_and_every_documented_code_is_used() -> None:
    documented = re.findall(r"^### ([A-Z]\d{3})\b", (ROOT / "docs" / "problems.md").read_text("utf-8"), re.MULTILINE)
    assert documented == sorted(codes_of(ROOT / "variorum") | codes_of(ROOT / "search"))
