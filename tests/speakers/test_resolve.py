"""One person, one id: what joins over the archive, what stays apart, and what a curator decides."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.speakers.archive import annotated
from variorum.config import Config
from variorum.model import Annotation, Article, ArticleId, Problem, QuoteNote, Role, Speaker, SpeakerId, SpeakerRecord, Standing
from variorum.speakers import resolve

CONFIG = Config(Path())


def archive(
    *pairs: tuple[Article, Annotation], records: Sequence[SpeakerRecord] = ()
) -> tuple[dict[str, Speaker], tuple[Annotation, ...], tuple[Problem, ...]]:
    articles, annotations = zip(*pairs, strict=True)
    speakers, done, problems = resolve(articles, annotations, records)
    return {speaker.id: speaker for speaker in speakers}, done, problems


def attributed(annotations: Sequence[Annotation]) -> list[list[str | None]]:
    return [[one.attribution.speaker for one in annotation.quotations] for annotation in annotations]


TASS = annotated("tass", "Russian presidential spokesman, Dmitry Peskov spoke. “No,” ⟦Peskov⟧ said. “Why?” ⟦he⟧ asked.")
REWRITE = annotated(
    "rewrite", "“No,” ⟦Russian Presidential Spokesman, Dmitry Peskov⟧ said. “Ha,” ⟦Zhao Lijian⟧ said. “Ho,” ⟦Zhao⟧ said."
)


def test_a_full_name_is_one_person_over_all_articles() -> None:
    speakers, annotations, problems = archive(TASS, REWRITE)
    assert attributed(annotations) == [["dmitry-peskov"] * 2, ["dmitry-peskov", "zhao-lijian", "zhao-lijian"]]
    assert (sorted(speakers), problems) == (["dmitry-peskov", "zhao-lijian"], ())


def test_a_role_is_one_however_it_is_capitalised_with_the_articles_that_give_it() -> None:
    speakers, _, _ = archive(TASS, REWRITE)
    assert speakers["dmitry-peskov"].roles == (
        Role("Russian presidential spokesman", (ArticleId("rewrite"), ArticleId("tass"))),
    )


def test_a_role_is_one_with_either_apostrophe() -> None:
    one = annotated("one", "“No,” ⟦Iran’s foreign minister Ali Lee⟧ said.")
    two = annotated("two", "“No,” ⟦Iran's foreign minister Ali Lee⟧ said.")
    assert [len(role.articles) for role in archive(one, two)[0]["ali-lee"].roles] == [2]


def test_names_sort_by_the_family_name_wherever_it_stands() -> None:
    speakers, _, _ = archive(TASS, REWRITE)
    assert [speaker.sort_name for speaker in speakers.values()] == ["Peskov, Dmitry", "Zhao Lijian"]


def test_the_order_of_articles_changes_nothing() -> None:
    assert archive(TASS, REWRITE)[0] == archive(REWRITE, TASS)[0]


def test_a_family_name_alone_is_not_joined_to_a_bearer_of_it_and_has_no_page() -> None:
    other = annotated("other", "“Yes,” Mr. ⟦Peskov⟧ said.")
    speakers, annotations, _ = archive(TASS, other)
    assert list(speakers) == ["dmitry-peskov"]
    attribution = annotations[1].quotations[0].attribution
    assert (attribution.speaker, attribution.name) == (None, "Peskov")


def test_a_family_name_with_the_office_of_its_one_bearer_is_joined() -> None:
    one = annotated("one", "Kremlin spokesman Dmitry Peskov spoke. “No,” ⟦Peskov⟧ said.")
    other = annotated("other", "“Yes,” Kremlin spokesman ⟦Peskov⟧ said.")
    assert attributed(archive(one, other)[1]) == [["dmitry-peskov"], ["dmitry-peskov"]]


def test_two_of_one_family_name_stay_apart() -> None:
    one = annotated("one", "“No,” ⟦Bill Clinton⟧ said. “Yes,” ⟦Hillary Clinton⟧ said.")
    assert attributed(archive(one)[1]) == [["bill-clinton", "hillary-clinton"]]


def test_father_and_son_stay_apart() -> None:
    one = annotated("one", "“No,” ⟦Donald Trump⟧ said. “Yes,” ⟦Donald Trump Jr.⟧ said.")
    speakers, annotations, _ = archive(one)
    assert attributed(annotations) == [["donald-trump", "donald-trump-jr"]]
    assert speakers["donald-trump-jr"].sort_name == "Trump, Donald, Jr."


def test_a_middle_initial_joins_unless_the_archive_knows_two() -> None:
    plain = annotated("a", "“No,” ⟦George Bush⟧ said.")
    one = annotated("b", "“No,” ⟦George W. Bush⟧ said.")
    two = annotated("c", "“No,” ⟦George H. Bush⟧ said.")
    assert attributed(archive(plain, one)[1]) == [["george-bush"], ["george-bush"]]
    assert attributed(archive(plain, one, two)[1]) == [["george-bush"], ["george-w-bush"], ["george-h-bush"]]


def test_an_organisation_is_one_over_all_articles() -> None:
    one = annotated("one", "The US corporation Microsoft reported. “No,” ⟦Microsoft⟧ said.")
    two = annotated("two", "“No,” ⟦Microsoft⟧ said.")
    assert attributed(archive(one, two)[1]) == [["microsoft"], ["microsoft"]]


def test_someone_without_a_name_has_no_page() -> None:
    one = annotated("one", "“No,” ⟦a police source⟧ said.")
    speakers, annotations, _ = archive(one)
    assert (speakers, attributed(annotations), annotations[0].quotations[0].attribution.name) == (
        {},
        [[None]],
        "a police source",
    )


def test_a_record_gives_id_name_roles_and_identifier() -> None:
    record = SpeakerRecord(
        SpeakerId("peskov"), "Dmitri S. Peskov", 3, aliases=("Dmitry Peskov",), roles=("press secretary",), wikidata="Q1"
    )
    speakers, annotations, _ = archive(TASS, records=[record])
    assert attributed(annotations) == [["peskov", "peskov"]]
    assert speakers["peskov"] == Speaker(
        id=SpeakerId("peskov"),
        name="Dmitri S. Peskov",
        sort_name="Peskov, Dmitri S.",
        aliases=("Dmitry Peskov",),
        roles=(Role("press secretary", ()), Role("Russian presidential spokesman", (ArticleId("tass"),))),
        wikidata="Q1",
        former_ids=(SpeakerId("dmitry-peskov"),),
        listed=True,
    )


def test_a_record_joins_what_no_rule_would() -> None:
    record = SpeakerRecord(SpeakerId("joe-biden"), "Joe Biden", aliases=("Joseph Biden",))
    one = annotated("one", "“No,” ⟦Joe Biden⟧ said.")
    two = annotated("two", "“No,” ⟦Joseph Biden⟧ said.")
    assert attributed(archive(one, two)[1]) == [["joe-biden"], ["joseph-biden"]]
    speakers, annotations, _ = archive(one, two, records=[record])
    assert attributed(annotations) == [["joe-biden"], ["joe-biden"]]
    assert speakers["joe-biden"].former_ids == ("joseph-biden",)


def test_a_record_keeps_out_the_articles_it_names() -> None:
    records = [
        SpeakerRecord(SpeakerId("john-smith"), "John Smith", not_=("two",)),
        SpeakerRecord(SpeakerId("john-smith-baker"), "John Smith", not_=("one",)),
    ]
    one = annotated("one", "“No,” ⟦John Smith⟧ said.")
    two = annotated("two", "“No,” ⟦John Smith⟧ said.")
    assert attributed(archive(one, two, records=records)[1]) == [["john-smith"], ["john-smith-baker"]]


def test_two_records_of_one_name_are_reported_and_neither_is_given_it() -> None:
    records = [
        SpeakerRecord(SpeakerId("smith-a"), "John Smith", 1),
        SpeakerRecord(SpeakerId("smith-b"), "John Smith", 5),
    ]
    _, annotations, problems = archive(annotated("one", "“No,” ⟦John Smith⟧ said."), records=records)
    assert attributed(annotations) == [["john-smith"]]
    assert [(one.code, one.line) for one in problems] == [("S002", 5)]


def test_a_correction_by_id_wins() -> None:
    one = annotated("one", "“No,” ⟦Ann Lee⟧ said to Zhao Lijian.", [QuoteNote("No,", 2, speaker="zhao-lijian")])
    _, annotations, _ = archive(one, REWRITE)
    attribution = annotations[0].quotations[0].attribution
    assert (attribution.speaker, attribution.name, attribution.rule) == ("zhao-lijian", "Zhao Lijian", "corrected")
    assert attribution.standing is Standing.CORRECTED


def test_a_correction_may_name_somebody_new() -> None:
    one = annotated("one", "“No,” ⟦she⟧ said.", [QuoteNote("No,", 2, speaker="Jane Roe")])
    assert attributed(archive(one)[1]) == [["jane-roe"]]


def test_a_correction_to_an_unknown_id_is_reported_with_the_nearest() -> None:
    one = annotated("one", "“No,” ⟦Jane Roe⟧ said.", [QuoteNote("No,", 2, speaker="jane-row")])
    problem = archive(one)[2][0]
    assert (problem.file, problem.line, problem.code, problem.fix) == (
        "content/articles/one.notes.yaml", 2, "S003", "did you mean 'jane-roe'?",
    )  # fmt: skip


def test_she_is_whom_other_articles_call_ms() -> None:
    known = annotated("known", "Ann Lee left. Ms. ⟦Lee⟧ said “no”.")
    doubtful = annotated(
        "doubtful", "Carl Dunn spoke of taxes. Ann Lee met Carl Dunn. “Why?” ⟦she⟧ asked. “Ho,” ⟦Carl Dunn⟧ said."
    )
    men = annotated("men", "Carl Dunn left. Mr. ⟦Dunn⟧ said “no”.")
    assert attributed(archive(doubtful, known, men)[1])[0] == ["ann-lee", "carl-dunn"]
