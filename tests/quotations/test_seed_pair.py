"""The two articles of the project's own archive: every marked segment with its span, kind and speaker."""

from pathlib import Path

import pytest

from tests.tools import ROOT
from variorum.config import read_config
from variorum.load import load
from variorum.model import Quotation
from variorum.quotations import annotate

EXPECTED = sorted(Path(__file__).parent.glob("*.expected"))


def _line(text: str, quotation: Quotation) -> str:
    span = quotation.words[0]
    words = span.of(text).split()
    shown = " ".join(words) if len(words) < 7 else " ".join([*words[:3], "...", *words[-3:]])
    return f"{span.start} {span.end} | {quotation.kind} | {quotation.attribution.name or '-'} | {shown}"


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.stem)
def test_every_marked_segment_of_the_pair_has_its_span_kind_and_speaker(path: Path) -> None:
    article = next(one for one in load(read_config(ROOT)).articles if one.id == path.stem)
    found = [_line(article.text, quotation) for quotation in annotate(article).quotations]
    assert found == path.read_text(encoding="utf-8").splitlines()
