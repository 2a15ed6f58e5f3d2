"""Ids are parts of addresses: ASCII, stable, and never a path."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.speakers import slug, speaker_id


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Dmitry Peskov", "dmitry-peskov"),
        ("Recep Tayyip Erdoğan", "recep-tayyip-erdogan"),
        ("Дмитрий Песков", "dmitriy-peskov"),
        ("Щукин Объездов", "shchukin-obezdov"),
        ("Jürgen Großmann", "jurgen-grossmann"),
        ("Łukasz Øre", "lukasz-ore"),
        ("Sinéad O’Connor", "sinead-oconnor"),
        ("Donald Trump Jr.", "donald-trump-jr"),
        ("Κυριάκος Μητσοτάκης", "kyriakos-mitsotakis"),
        ("../etc/passwd", "etc-passwd"),
        ("…", ""),
    ],
)
def test_a_name_is_written_in_ascii(name: str, expected: str) -> None:
    assert slug(name) == expected


@pytest.mark.parametrize("name", ["Index", "CON", "Channel 2", "Lpt1"])
def test_a_name_that_would_be_another_file_takes_a_hash(name: str) -> None:
    assert re.fullmatch(rf"{slug(name)}-[a-p]{{6}}", speaker_id(name))


def test_a_name_without_latin_letters_has_an_id() -> None:
    assert re.fullmatch(r"speaker-[a-p]{6}", speaker_id("赵立坚"))
    assert speaker_id("赵立坚") != speaker_id("彭丽媛")


@settings(deadline=None)
@given(st.text(max_size=80), st.text(max_size=5))
def test_no_name_makes_an_unsafe_id(name: str, distinct: str) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", speaker_id(name, distinct))
