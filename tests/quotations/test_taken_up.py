"""Whom "who", "he" and "his" stand for, when they are the mention that speaks."""

from __future__ import annotations

import pytest

from tests.quotations.test_cases import article
from variorum.quotations import annotate

WHOM = (
    ("Petra Lang, who has called the plan “a gift to the banks”, left.", "who", "Petra Lang", "Petra Lang"),
    (
        "Mayor Petra Lang spoke on Friday. Omar Haddad listened to the mayor, who called the plan “a gift to the banks”.",
        "who", "Petra Lang", "Petra Lang",
    ),
    ("Omar Haddad stayed. A lawyer who called the plan “a gift to the banks” left.", "who", "A lawyer", "A lawyer"),
    ("Omar Haddad spoke on Friday. He called the plan “a gift to the banks”.", "He", "Omar Haddad", None),
)  # fmt: skip


@pytest.mark.parametrize(("text", "mention", "name", "antecedent"), WHOM)
def test_a_pronoun_speaks_and_is_named_by_what_it_takes_up(text: str, mention: str, name: str, antecedent: str | None) -> None:
    one = article([text])
    (found,) = annotate(one).quotations
    said = found.attribution
    assert said.mention and said.antecedent
    assert (said.mention.of(one.text), said.name) == (mention, name)
    assert antecedent is None or said.antecedent.of(one.text) == antecedent
