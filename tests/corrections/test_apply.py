"""A curator's notes: what they change, what they win over, and what is said of those that no longer fit."""

from __future__ import annotations

import pytest

from tests.speakers.archive import annotated
from variorum.corrections import correct
from variorum.model import Annotation, Kind, Quotation, QuoteNote, Standing

TEXT = (
    "“We never interfered in it, and we have no interest in it,” ⟦Zhao Lijian⟧ said. He spoke of “interference”. "
    "“We never interfered in it, and that is all there is to say,” ⟦Ann Lee⟧ said. “No,” ⟦Ann Lee⟧ said."
)


def corrected(*notes: QuoteNote) -> Annotation:
    return correct(*annotated("one", TEXT, notes))


def quotations(*notes: QuoteNote) -> tuple[Quotation, ...]:
    return corrected(*notes).quotations


def codes(*notes: QuoteNote) -> list[tuple[str, int]]:
    return [(problem.code, problem.line) for problem in corrected(*notes).problems]


def test_without_notes_nothing_changes() -> None:
    article, annotation = annotated("one", TEXT)
    assert correct(article, annotation) is annotation


@pytest.mark.parametrize(
    "words",
    [
        "We never interfered in it, and we have no interest in it,",
        "we never interfered in it and we have no interest in it",
        "We never interfered ... interest in it,",
        "we NEVER interfered ... no interest in it",
        "We never interfered in it, and we had no interest in it,",
    ],
)
def test_a_quotation_is_named_by_its_words_or_its_first_and_last(words: str) -> None:
    assert [one.attribution.name for one in quotations(QuoteNote(words, 3, speaker="x-y"))] == ["x-y", "", "Ann Lee", "Ann Lee"]


def test_words_that_fit_two_quotations_change_nothing_and_are_reported_with_both() -> None:
    note = QuoteNote("We never ... it", 3, speaker="x-y")
    same = correct(
        *annotated(
            "one",
            "“No, we never did it,” ⟦Ann Lee⟧ said. “No, we never did it,” ⟦Carl Dunn⟧ said.",
            [QuoteNote("No, we never did it", 4, speaker="x-y")],
        )
    )
    assert [problem.code for problem in same.problems] == ["N001"]
    assert same.problems[0].text == ("“No, we never did it” fits 2 quotations: “No, we never did it,”; “No, we never did it,”")
    assert [one.attribution.name for one in same.quotations] == ["Ann Lee", "Carl Dunn"]
    assert codes(note) == []


def test_nobody_takes_the_name_away() -> None:
    attribution = quotations(QuoteNote("No,", 3, speaker="nobody"))[3].attribution
    assert (attribution.name, attribution.mention, attribution.rule) == ("", None, "corrected")
    assert attribution.standing is Standing.CORRECTED


def test_a_corrected_kind_that_has_no_speaker_takes_the_name_away() -> None:
    quotation = quotations(QuoteNote("No,", 3, kind="scare"))[3]
    assert (quotation.kind, quotation.attribution.name) == (Kind.SCARE, "")


def test_checked_says_who_and_when_and_is_sure() -> None:
    attribution = quotations(QuoteNote("No,", 3, checked_by="MK", checked_on="2026-11-20"))[3].attribution
    assert (attribution.name, attribution.standing, attribution.by) == ("Ann Lee", Standing.CHECKED, "MK, 2026-11-20")
    assert attribution.confidence == 1.0


def test_a_note_alone_leaves_the_attribution_the_machines() -> None:
    attribution = quotations(QuoteNote("No,", 3, note="So it stands in the original."))[3].attribution
    assert (attribution.note, attribution.standing) == ("So it stands in the original.", Standing.MACHINE)


def test_what_is_no_quotation_is_taken_out_and_the_others_are_numbered_anew() -> None:
    found = quotations(QuoteNote("interference", 3, remove=True))
    assert [(one.number, one.id) for one in found] == [(1, "q-1"), (2, "q-3"), (3, "q-4")]


def test_words_that_were_edited_somewhat_are_applied_and_reported() -> None:
    note = QuoteNote("We never meddled in it, and we have no interests there,", 7, speaker="x-y")
    assert quotations(note)[0].attribution.name == "x-y"
    assert codes(note) == [("N002", 7)]


def test_words_that_are_gone_are_reported_and_change_nothing() -> None:
    note = QuoteNote("The committee will vote on Tuesday morning", 9, speaker="x-y")
    assert codes(note) == [("N003", 9)]
    assert [one.attribution.name for one in quotations(note)] == [one.attribution.name for one in quotations()]


def test_words_outside_quotation_marks_are_reported() -> None:
    assert codes(QuoteNote("He spoke of", 9, speaker="x-y")) == [("N004", 9)]


def test_what_is_no_quotation_anyway_needs_no_removing() -> None:
    assert codes(QuoteNote("He spoke of", 9, remove=True)) == []
