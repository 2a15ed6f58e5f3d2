"""Outlines that are remembered are those that are worked out from nothing."""

from __future__ import annotations

import re
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.test_incremental import Archive
from variorum import pipeline
from variorum.config import read_config
from variorum.model import Archive as Held
from variorum.outlining import _concerned, all_outlines
from variorum.pages import Holdings
from variorum.pages.outlines import Outlines
from variorum.pages.tables import Tables


def from_nothing(shown: Held) -> frozenset[bytes]:
    outlines = Outlines(Tables(shown))
    speakers = chain(map(outlines.speaker, shown.speakers), map(outlines.sayings, shown.speakers))
    return frozenset(chain([outlines.lists()], map(outlines.article, shown.articles), speakers))


class Quoting(Archive):
    """An archive that is edited at random, most often inside a quotation."""

    def reword(self) -> None:
        """One word more in one or two quotations, or one less."""
        path = self.chance.choice(self.articles())
        text, word = path.read_text("utf-8"), self.chance.choice(("truly ", "indeed "))
        first, *rest = re.split(r"(?=“)", text)
        at = self.chance.randrange(len(rest)) if rest else 0
        for place in (at, at + 1)[: self.chance.randint(1, 2)]:
            if place < len(rest):
                rest[place] = (
                    rest[place].replace(word, "") if word in rest[place] else re.sub(r" ", f" {word}", rest[place], count=1)
                )
        self.put(path, first + "".join(rest))


@pytest.mark.parametrize("seed", range(4))
def test_outlines_that_are_remembered_are_those_worked_out_from_nothing(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fast = []

    def asked(work: Any, holdings: Holdings, archive: Held, shown: Held, *rest: Any) -> frozenset[bytes]:
        found = all_outlines(work, holdings, archive, shown, *rest)
        assert found == from_nothing(shown)
        return found

    def concerned(*given: Any) -> Any:
        fast.append(given)
        return _concerned(*given)

    archive = Quoting(tmp_path, seed)
    pipeline.build(read_config(tmp_path))
    monkeypatch.setattr("variorum.showing.all_outlines", asked)
    monkeypatch.setattr("variorum.outlining._concerned", concerned)
    others = (archive.amend, archive.edit, archive.copy, archive.restrict, archive.printed, archive.notes, archive.head)
    for _ in range(16):
        archive.chance.choice((archive.reword, archive.reword, archive.reword, archive.chance.choice(others)))()
        pipeline.build(read_config(tmp_path))
    assert fast
