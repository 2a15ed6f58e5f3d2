"""Every class of change, one example or more each: base, witness, and all that is to be told of their difference."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.coverage.builders import article, marked
from variorum.coverage.align import align
from variorum.coverage.collate import collate
from variorum.coverage.prepare import prepare, source
from variorum.coverage.records import OPPOSITE
from variorum.coverage.tongue import tongue


class Example(NamedTuple):
    title: str
    base: str
    witness: str
    expected: list[str]


def examples() -> list[Example]:
    found = []
    for part in Path(__file__).with_name("changes.txt").read_text("utf-8").strip().split("\n\n"):
        title, base, witness, *expected = part.split("\n")
        found.append(
            Example(
                title.removeprefix("# "),
                base.removeprefix("base: "),
                witness.removeprefix("witness: "),
                [one.removeprefix("-> ") for one in expected],
            )
        )
    return found


def told(base: str, witness: str, without: tuple[str, ...] = ("case", "punctuation", "typography")) -> list[str]:
    one, two = (article(name, text) for name, text in (("base", base), ("witness", witness)))
    left, right = prepare(source(one, marked(one))), prepare(source(two, marked(two)))
    return [
        f"{variant.change}: [{variant.base.of(base)}] [{variant.witness.of(witness)}]"
        for cell in align(left, right)
        for variant in collate(left, right, cell, tongue("en"))
        if variant.change not in without
    ]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_a_change_gets_its_class(example: Example) -> None:
    assert told(example.base, example.witness) == example.expected


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_read_the_other_way_round_a_change_is_its_opposite(example: Example) -> None:
    turned = []
    for one in example.expected:
        change, base, witness = re.fullmatch(r"(.*): (\[.*\]) (\[.*\])", one).groups()  # type: ignore[union-attr]
        turned.append(f"{OPPOSITE.get(change, change)}: {witness} {base}")
    assert told(example.witness, example.base) == turned


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.title)
def test_a_text_does_not_differ_from_itself(example: Example) -> None:
    assert told(example.base, example.base, without=()) == []


def test_a_language_without_a_lexicon_of_changes_has_plain_changes() -> None:
    assert tongue("xx").verbs == {} and tongue("xx").hedges == frozenset()
