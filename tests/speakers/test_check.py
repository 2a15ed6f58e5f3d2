"""The list of what a person should look at: worst first, with a line and a correction that can be pasted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import yaml

from tests.speakers.archive import annotated
from variorum.config import Config
from variorum.model import Annotation, Article, ArticleId, QuoteNote
from variorum.speakers import doubts, resolve

CONFIG = Config(Path(), certain_from=0.9)
TEXT = "“We have no interest in it, not now, not ever,” ⟦Ann Lee⟧ said. ¶ “No,” ⟦Ann Lee⟧ said. ¶ “Why not ask them?”"


def uncertain(article: Article, annotation: Annotation, *confidences: float) -> tuple[list[Article], tuple[Annotation, ...]]:
    quotations = tuple(
        replace(one, attribution=replace(one.attribution, confidence=confidence))
        for one, confidence in zip(annotation.quotations, confidences, strict=True)
    )
    return [article], resolve([article], [replace(annotation, quotations=quotations)], ())[1]


def test_the_worst_come_first_and_the_certain_not_at_all() -> None:
    found = doubts(*uncertain(*annotated("one", TEXT), 0.7, 0.95, 1.0), CONFIG)
    assert [(doubt.number, doubt.name, doubt.confidence) for doubt in found] == [(3, "", 0.0), (1, "Ann Lee", 0.7)]


def test_a_doubt_has_the_file_and_line_of_its_quotation() -> None:
    article, annotation = annotated("one", TEXT)
    source = "---\ntitle: x\n---\n\n" + article.text.replace("not now", "*not*\nnow")
    found = doubts(*uncertain(article, annotation, 0.7, 0.5, 1.0), CONFIG, {ArticleId("one"): source})
    assert [(doubt.file, doubt.line) for doubt in found] == [
        ("content/articles/one.md", 10), ("content/articles/one.md", 8), ("content/articles/one.md", 5),
    ]  # fmt: skip


def test_the_correction_can_be_pasted_and_fits() -> None:
    articles, annotations = uncertain(*annotated("one", TEXT), 0.7, 0.95, 1.0)
    found = doubts(articles, annotations, CONFIG)[1]
    assert found.notes_file == "content/articles/one.notes.yaml"
    assert found.correction == (
        '  - quote: "We have no ... now, not ever,"\n    speaker: ann-lee  # Ann Lee? the machine is 70% sure\n'
    )
    entry = yaml.safe_load("quotes:\n" + found.correction)["quotes"][0]
    article, annotation = annotated("one", TEXT, [QuoteNote(entry["quote"], 2, speaker=entry["speaker"])])
    _, (done,), problems = resolve([article], [annotation], ())
    assert (done.quotations[0].attribution.speaker, problems) == ("ann-lee", ())


def test_what_a_person_has_seen_is_not_listed() -> None:
    article, annotation = annotated("one", TEXT, [QuoteNote("Why not ask them?", 2, speaker="nobody")])
    assert doubts(*uncertain(article, annotation, 0.95, 0.95, 1.0), CONFIG) == ()
