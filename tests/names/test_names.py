"""Whom a mention means inside one article: every example of the files beside this one."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.names.examples import CASES, Case, cases
from variorum.lexicon import Lexicon, lexicon
from variorum.model import Entity, Span
from variorum.names import Mention, Names

FILES = sorted(path.name for path in CASES.glob("*.txt"))


def _lexicon(code: str) -> Lexicon:
    found = lexicon(code)
    assert found is not None
    return found


def _language(file: str) -> Lexicon:
    return _lexicon(file[:2] if file[2:3] == "-" and file[:2] in ("de", "ru") else "en")


@pytest.mark.parametrize(("file", "case"), [pytest.param(file, case, id=case.claim) for file in FILES for case in cases(file)])
def test_a_mention_goes_to(file: str, case: Case) -> None:
    names = Names(case.text, case.quoted, _language(file))
    resolved = names.resolve(case.mentions)
    assert tuple(f"{one.name} / {one.rule}" for one in resolved) == case.expected


def _entity(text: str, name: str) -> Entity:
    return next(entity for entity in Names(text, (), _lexicon("en")).entities() if entity.name == name)


def test_words_that_lead_up_to_a_title_are_no_part_of_the_role() -> None:
    text = "The talks underscore President Ann Lee's plan. In a sign of unity former President John Ray came. Ann Lee spoke."
    assert _entity(text, "Ann Lee").roles == ("President",)
    assert _entity(text, "John Ray").roles == ("former President",)


def test_an_entity_carries_its_roles_as_the_article_words_them() -> None:
    text = "Russian presidential spokesman, Dmitry Peskov told the media. Dmitry Peskov, the head of the press service, spoke."
    assert _entity(text, "Dmitry Peskov").roles == ("Russian presidential spokesman", "head of the press service")


def test_a_role_ends_with_its_sentence_and_its_phrase() -> None:
    text = "He spoke to the reporter. Ann Lee, a lawyer whose office is at St. Ives, nodded. "
    text += "Illinois Gov. Jo Ray came. Tom Fox, head of the team at, fell."
    assert _entity(text, "Ann Lee").roles == ("lawyer",)
    assert _entity(text, "Jo Ray").roles == ("Illinois Gov.",)
    assert _entity(text, "Tom Fox").roles == ("head of the team",)
    assert _entity("Ann Lee, a director of St. Regis Hotels, nodded.", "Ann Lee").roles == ("director of St. Regis Hotels",)
    assert _entity("Sinn F\ufffd\ufffdin's deputy leader Ann Lee nodded.", "Ann Lee").roles == ("deputy leader",)


def test_a_corporation_is_an_organisation() -> None:
    text = "The US corporation Microsoft claimed on Thursday that it was attacked."
    assert _entity(text, "Microsoft").organisation


def test_votes_come_from_titles_and_pronouns_never_from_a_first_name() -> None:
    assert _entity("Mary Smith spoke. James Jones spoke.", "Mary Smith").gender == (0, 0)
    assert _entity("Ms. Smith spoke. Mary Smith left.", "Mary Smith").gender == (0, 5)


def test_the_key_of_two_mentions_of_one_person_is_equal() -> None:
    text = "Sen. Marco Rubio spoke. Rubio left."
    names = Names(text, (), _lexicon("en"))
    assert names.key(Span(0, 16)) == names.key(Span(24, 29)) == "Marco Rubio"


def test_a_pronoun_has_no_key() -> None:
    assert Names("Rubio left. He slept.", (), _lexicon("en")).key(Span(12, 14)) == ""


@settings(deadline=None)
@given(st.text(alphabet="AbÉ .,’“”\n'-Mr.жЖ1(\u0301ßİ", max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_no_text_raises(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    names = Names(text, (Span(start, end),), _lexicon("en"))
    names.key(Span(start, end))
    assert len(names.resolve([Mention(Span(start, end), Span(start, end))])) == 1
    assert all(entity.name for entity in names.entities())


PARTS = ["He", "Ann Lee", "the Bank", "of", "said", "The mayor", "it", "in Rome", "who", "Mr.", "Jr", "“No,”", ".", "\n\n"]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARTS), max_size=30))
def test_a_certainty_is_a_probability(parts: list[str]) -> None:
    text = " ".join(parts)
    places = [Span(match.start(), match.end()) for match in re.finditer(r"He|it|who|The mayor|the Bank|Ann Lee", text)]
    for one in Names(text, (), _lexicon("en")).resolve([Mention(span, span) for span in places]):
        assert 0 <= one.certainty <= 1
