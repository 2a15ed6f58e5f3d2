"""docs/formats.md explains every key there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from variorum import config
from variorum.load import keys

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "formats.md").read_text("utf-8")


def section(title: str) -> str:
    """The part of the manual below a heading of the second level."""
    return re.split(r"^## ", MANUAL, flags=re.MULTILINE)[[*re.findall(r"^## (.*)", MANUAL, re.MULTILINE)].index(title) + 1]


@pytest.mark.parametrize(
    ("title", "known"),
    [
        ("Articles", {*keys.ARTICLE, *config.RIGHTS_KEYS}),
        ("Notes", {*keys.NOTES, *keys.QUOTE_NOTE}),
        ("Outlets", {*keys.OUTLET}),
        ("Speakers", {*keys.SPEAKER}),
        ("Archive", {*config.KEYS, *config.COVERAGE_KEYS}),
    ],
)
def test_the_manual_has_a_row_for_each_key_and_for_no_other(title: str, known: set[str]) -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", section(title), re.MULTILINE)) == known


@pytest.mark.parametrize(
    ("title", "known"), [("Articles", keys.WITHDRAWN), ("Notes", keys.CHECKED), ("Notes", keys.RELATION)], ids=str
)
def test_the_manual_names_the_keys_of_small_records(title: str, known: tuple[str, ...]) -> None:
    assert [key for key in known if f"`{key}`" not in section(title)] == []


def test_every_default_in_the_manual_is_the_real_one() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| `([^`]*)` \|$", section("Archive"), re.MULTILINE)
    real = {**fields(config.Config(Path())), **fields(config.Coverage())}
    assert {key: real[key] for key, _ in rows} == dict(rows)


def fields(settings: object) -> dict[str, str]:
    """The defaults as they are written."""
    return {name: str(getattr(settings, name)) for name in type(settings).__dataclass_fields__}  # type: ignore[attr-defined]
