"""One name written in two ways is one speaker; two names that look alike stay two."""

from __future__ import annotations

import pytest

from tests.speakers.archive import annotated
from tests.speakers.test_resolve import archive, attributed
from variorum.model import SpeakerId, SpeakerRecord
from variorum.speakers.spellings import sound, unmarked

ALIKE = """
araqchi araghchi   hossein hussain   mahmood mahmud   mohammad mohammed   mohammad muhammad   sergei sergey   zelensky zelenskyy
qassemi ghasemi   abdullah abdulla   djavad javad   heidari heydari   dzhokhar jokhar   raisi raeisi
"""
APART = "khatami hatami   paul paula   mario maria   rohan ruhani   ahmad ahmadi   ann anton"


def pairs(text: str) -> list[list[str]]:
    words = text.split()
    return [words[at : at + 2] for at in range(0, len(words), 2)]


@pytest.mark.parametrize("pair", pairs(ALIKE), ids=" ".join)
def test_romanisations_of_one_name_sound_alike(pair: list[str]) -> None:
    assert sound(pair[0]) == sound(pair[1])


@pytest.mark.parametrize("pair", pairs(APART), ids=" ".join)
def test_other_names_do_not(pair: list[str]) -> None:
    assert sound(pair[0]) != sound(pair[1])


def test_hyphens_and_apostrophes_make_no_other_name() -> None:
    assert unmarked("es'haq al-e-habib") == unmarked("eshaq al e habib")
    one = annotated("one", "“No,” ⟦Hossein Amir-Abdollahian⟧ said.")
    two = annotated("two", "“Yes,” ⟦Hossein Amir Abdollahian⟧ said.")
    three = annotated("three", "“So,” ⟦Hossein Amir Abdollahian⟧ said.")
    speakers, annotations, _ = archive(one, two, three)
    assert attributed(annotations) == [["hossein-amir-abdollahian"]] * 3
    assert speakers["hossein-amir-abdollahian"].name == "Hossein Amir Abdollahian"


QCHI = "“No,” said ⟦Deputy Foreign Minister Abbas Araqchi⟧."
GHCHI = "“Yes,” said ⟦Deputy Foreign Minister Abbas Araghchi⟧."


def test_two_romanisations_with_one_office_are_one_speaker_and_the_other_address_leads_there() -> None:
    one, two, three = annotated("one", QCHI), annotated("two", GHCHI), annotated("three", QCHI)
    speakers, annotations, _ = archive(one, two, three)
    assert attributed(annotations) == [["abbas-araqchi"]] * 3
    assert speakers["abbas-araqchi"].former_ids == ("abbas-araghchi",)
    assert "Abbas Araghchi" in speakers["abbas-araqchi"].aliases


@pytest.mark.parametrize(
    "other",
    [
        "“Yes,” ⟦Abbas Araghchi⟧ said.",
        "“Yes,” said ⟦Chief Surgeon Abbas Araghchi⟧.",
        "“Yes,” said ⟦Deputy Foreign Minister Abbas Araghchi⟧. “Yes,” ⟦she⟧ said. She left. She came. She stayed.",
    ],
    ids=["no office", "another office", "a woman"],
)
def test_without_what_speaks_for_it_they_are_two(other: str) -> None:
    him = f"{QCHI} “No,” ⟦he⟧ said. He left. He came. He stayed. He went."
    speakers, _, _ = archive(annotated("one", him), annotated("two", other))
    assert sorted(speakers) == ["abbas-araghchi", "abbas-araqchi"]


def test_an_article_that_names_both_tells_them_apart() -> None:
    both = annotated("both", f"{QCHI} {GHCHI}")
    speakers, _, _ = archive(annotated("one", QCHI), annotated("two", GHCHI), both)
    assert sorted(speakers) == ["abbas-araghchi", "abbas-araqchi"]


def test_a_third_way_to_write_it_does_not_join_what_an_article_tells_apart() -> None:
    both = annotated("both", f"{QCHI} {GHCHI}")
    third = annotated("third", "“So,” said ⟦Deputy Foreign Minister Abbass Araqchi⟧.")
    speakers, _, _ = archive(annotated("one", QCHI), annotated("two", GHCHI), both, third)
    assert sorted(speakers) == ["abbas-araghchi", "abbas-araqchi"]


def test_short_names_must_be_written_alike() -> None:
    one = annotated("one", "“No,” said ⟦Deputy Foreign Minister Wang Lei⟧.")
    two = annotated("two", "“Yes,” said ⟦Deputy Foreign Minister Wang Li⟧.")
    assert sorted(archive(one, two)[0]) == ["wang-lei", "wang-li"]


def test_a_record_of_one_way_to_write_a_name_holds_for_the_others() -> None:
    record = SpeakerRecord(SpeakerId("araghchi"), "Abbas Araghchi")
    _, annotations, _ = archive(annotated("one", QCHI), annotated("two", GHCHI), records=[record])
    assert attributed(annotations) == [["araghchi"], ["araghchi"]]
