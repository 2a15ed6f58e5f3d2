"""Simple front matter read without YAML's parser is what the parser would have read."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from variorum.load.front import simple
from variorum.records import Source

PIECES = [
    "title", "a_b", "outlet", ": ", ":", '"', "'", "\\", " ", "  ", "\n", "\r", "\t", "[", "]", ", ", ",", "- ", "-", "#", " #",
    "~", "null", "yes", "1", "2020-09-11", "0x1F", "1e3", "é", "“a”", "—", "word", "&a", "*a", "!x", "%", "@", "`", "|", ">",
    "?",
    "{", "}", "\x85", "\u2028", "\xa0", "\u3000", "\ufeff", "\x7f", "=", "<<", ".", "...", "---",
]  # fmt: skip
texts = st.lists(st.sampled_from(PIECES), max_size=16).map("".join)
lines = st.builds(
    lambda keys, values: "".join(f"{key}: {value}\n" for key, value in zip(keys, values, strict=False)),
    st.lists(st.sampled_from(["title", "outlet", "topics", "url", "n"]), max_size=4, unique=True),
    st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join), min_size=4, max_size=4),
)
characters = st.builds(lambda value: f"title: {value}\n", st.text(max_size=6))
quoted = st.builds(lambda value: f'title: "{value}"\n', st.text(max_size=6))


@settings(max_examples=1500, deadline=None)
@given(st.one_of(texts, lines, characters, quoted))
def test_what_is_read_without_the_parser_is_what_the_parser_reads(text: str) -> None:
    found = simple(text)
    if found is not None:
        assert found == parsed(text)


def parsed(text: str) -> object:
    """As `records` reads it where it is not simple."""
    record = Source("a.md", f"{{}}\n{text}" if not text else f"{text}\n# parsed").read()
    return record.values if record else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("title: A fire in the mill\noutlet: the-post\n", {"title": "A fire in the mill", "outlet": "the-post"}),
        ('title: "He said: no"\npublished: 2020-09-11\n', {"title": "He said: no", "published": "2020-09-11"}),
        ("title: a\ntopics: [fire, the-mill]\n", {"title": "a", "topics": ["fire", "the-mill"]}),
        ("title: a\ntopics: []", {"title": "a", "topics": []}),
    ],
)
def test_simple_lines_need_no_parser(text: str, expected: dict[str, object]) -> None:
    assert simple(text) == expected == yaml.load(text, yaml.BaseLoader)


@pytest.mark.parametrize(
    "text", ["", "title: a: b", "title: ~", "title:\n", "a: 1\na: 2", "- a", "title: |\n  a\n", "title: a # b"]
)
def test_anything_else_is_left_to_the_parser(text: str) -> None:
    assert simple(text) is None
