"""When other paragraphs are looked into."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.quotations.test_cases import article
from variorum.quotations import annotate, ranking
from variorum.quotations.candidates import Candidate, further
from variorum.quotations.view import View


@pytest.mark.parametrize(
    ("told", "looked_into"),
    [
        ("Petra Lang said on Friday that the plan was “a gift to the banks”.", False),
        ("“That was a gift to the banks. We will not have it.”", True),
    ],
)
def test_other_paragraphs_are_looked_into_where_the_own_one_does_not_settle_who_speaks(
    told: str, looked_into: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[View] = []

    def noted(view: View, found: Sequence[Candidate]) -> list[Candidate]:
        asked.append(view)
        return further(view, found)

    monkeypatch.setattr(ranking, "further", noted)
    (found,) = annotate(article(["Petra Lang told reporters on Monday that she was angry.", told])).quotations
    assert found.attribution.name == "Petra Lang"
    assert bool(asked) is looked_into
