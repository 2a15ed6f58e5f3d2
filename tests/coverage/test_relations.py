"""What two articles are to each other, which had it first, and what a curator says of it."""

from __future__ import annotations

import pickle
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from tests.coverage.builders import CONFIG, annotated, article
from tests.coverage.test_furniture import PROMPT
from variorum.coverage import Coverage, collated, cover
from variorum.later import marked
from variorum.model import Article, Notes, Outlet, OutletId, Relation, Withdrawal

MILL = (
    "The old mill by the river burned to the ground early on Monday while its owner was in Leeds to see a man of law.",
    "Nobody was hurt, but the fire brigade needed six hours and eleven engines before the last of the timber stopped smoking.",
    "Neighbours had complained for years about rags and paint that were kept in the cellar without a door that would shut.",
)
MARKET = (
    "Wool fetched less at the autumn market than in any year since the railway came, and buyers from abroad stayed at home.",
    "Farmers along the valley keep their bales in barns and hope for a better spring, as their "
    "fathers did after the great flood.",
)
OUTLETS = {OutletId(key): Outlet(OutletId(key), name) for key, name in (("tass", "TASS"), ("mail", "Daily Mail"))}


def found(*articles: Article) -> Coverage:
    return cover(articles, annotated(articles), CONFIG, OUTLETS)


def only(*articles: Article) -> Relation:
    (cluster,) = found(*articles).clusters
    (relation,) = cluster.relations
    return relation


def test_a_copy_in_another_outlet_is_republished() -> None:
    relation = only(article("a", "Fire", *MILL, outlet="tass"), article("b", "Blaze", *MILL, outlet="mail"))
    assert (relation.kind, relation.directed, relation.base) == ("republished", False, "a")


def test_a_copy_in_the_same_outlet_is_a_re_run() -> None:
    relation = only(article("a", "Fire", *MILL, outlet="tass"), article("b", "Fire", *MILL, outlet="tass"))
    assert relation.kind == "re-run"


def test_a_changed_copy_in_the_same_outlet_is_an_update() -> None:
    changed = (MILL[0].replace("early on Monday", "on Tuesday night"), *MILL[1:])
    relation = only(article("a", "Fire", *MILL, outlet="tass"), article("b", "Fire", *changed, outlet="tass"))
    assert relation.kind == "updated"


def test_one_paragraph_of_three_is_partly_copied() -> None:
    relation = only(
        article("a", "Fire", *MILL, outlet="tass"), article("b", "Week", MILL[1] + " " + MILL[2][:66], *MARKET, outlet="mail")
    )
    assert relation.kind == "partly-copied"


def test_the_earlier_day_had_it_first() -> None:
    relation = only(article("z", "Fire", *MILL, on="2020-05-01"), article("a", "Fire", *MILL, on="2020-05-02"))
    assert (relation.base, relation.directed, [e.rule for e in relation.evidence]) == ("z", True, ["published-earlier"])


def test_the_same_day_leaves_it_undetermined() -> None:
    relation = only(article("z", "Fire", *MILL, on="2020-05-01"), article("a", "Fire", *MILL, on="2020-05-01"))
    assert (relation.base, relation.directed, [e.rule for e in relation.evidence]) == ("a", False, ["same-day"])


def test_articles_further_apart_than_the_window_are_not_compared() -> None:
    assert found(article("a", "Fire", *MILL, on="2020-05-01"), article("b", "Fire", *MILL, on="2020-08-01")).clusters == ()


@pytest.mark.parametrize(
    "credit", ["TASS reported.", "(TASS)", "/TASS/", "according to TASS.", "– TASS)", "TASS news agency said."]
)
def test_a_credit_line_says_whose_copy_it_is(credit: str) -> None:
    relation = only(article("a", "Fire", *MILL, credit, outlet="mail"), article("b", "Fire", *MILL, outlet="tass"))
    assert (relation.base, relation.directed, [e.rule for e in relation.evidence]) == ("b", True, ["credit-line"])


def test_a_word_that_only_looks_like_an_outlet_is_no_credit() -> None:
    relation = only(
        article("a", "Fire", *MILL, "Tasse reported losses.", outlet="mail"), article("b", "Fire", *MILL, outlet="tass")
    )
    assert relation.directed is False


def test_an_update_mark_makes_the_other_version_the_earlier() -> None:
    relation = only(article("a", "UPDATE 2-Fire", *MILL, outlet="tass"), article("b", "Fire", *MILL, outlet="tass"))
    assert (relation.base, [e.rule for e in relation.evidence]) == ("b", ["update-mark"])


def test_what_a_curator_states_wins_over_dates_and_the_disagreement_is_told() -> None:
    late = article("z", "Fire", *MILL, outlet="tass", on="2020-05-02")
    early = article("a", "Fire", *MILL, outlet="mail", on="2020-05-01", syndicated_from="z")
    coverage = found(late, early)
    relation = coverage.clusters[0].relations[0]
    assert (relation.base, relation.evidence[0].rule) == ("z", "stated")
    assert [problem.code for problem in coverage.problems] == ["C005"]


@pytest.mark.parametrize(("titles", "base"), [(("Fire", "UPDATE 2-Fire"), "a"), (("UPDATE 2-Fire", "Fire"), "b")])
def test_a_relation_that_is_sent_to_another_process_is_the_same_there(titles: tuple[str, str], base: str) -> None:
    relation = only(*(article(id, title, *MILL, outlet="tass") for id, title in zip("ab", titles, strict=True)))
    sent = pickle.dumps(relation)
    assert not hasattr(relation, "_found")  # it was not looked into for that
    there = pickle.loads(sent)
    assert (there.base, marked(there), there) == (base, marked(relation), relation)
    assert pickle.loads(pickle.dumps(replace(relation, evidence=()))) == replace(relation, evidence=())


def test_an_outlet_that_a_curator_states_wins_over_dates_and_the_disagreement_is_told() -> None:
    late = article("z", "Fire", *MILL, outlet="tass", on="2020-05-02")
    early = article("a", "Fire", *MILL, outlet="mail", on="2020-05-01", syndicated_from="TASS")
    coverage = found(late, early)
    relation = coverage.clusters[0].relations[0]
    assert (relation.base, relation.evidence[0].rule) == ("z", "stated")
    assert [problem.code for problem in coverage.problems] == ["C005"]
    again = cover([late, early], annotated([late, early]), CONFIG, OUTLETS, before=coverage.memory)
    assert again.problems == coverage.problems


def noted(of: Article, other: str, kind: str) -> Article:
    return replace(of, notes=Notes(f"{of.id}.notes.yaml", relations=((other, kind),)))


def test_a_relation_in_the_notes_stands_although_no_text_is_shared() -> None:
    coverage = found(article("a", "Fire", *MILL), noted(article("b", "Wool", *MARKET), "a", "partly-copied"))
    relation = coverage.clusters[0].relations[0]
    assert (relation.base, relation.witness, relation.kind, relation.passages) == ("a", "b", "partly-copied", ())
    assert [(problem.file, problem.code) for problem in coverage.problems] == [("b.notes.yaml", "C003")]


def test_another_kind_in_the_notes_stands_and_is_told() -> None:
    coverage = found(article("a", "Fire", *MILL), noted(article("b", "Fire", *MILL), "a", "shares-a-passage"))
    assert [one.kind for cluster in coverage.clusters for one in cluster.relations] == ["shares-a-passage"]
    assert [problem.code for problem in coverage.problems] == ["C004"]


def test_notes_that_name_no_article_of_the_archive_are_told_with_a_guess() -> None:
    coverage = found(article("mill-fire", "Fire", *MILL), noted(article("b", "Wool", *MARKET), "mill-fier", "republished"))
    assert [(problem.code, problem.fix) for problem in coverage.problems] == [("C002", "did you mean mill-fire?")]


def test_a_withdrawn_article_is_in_no_story() -> None:
    gone = replace(article("b", "Fire", *MILL), withdrawn=Withdrawal("2021-01-01", "asked for"))
    assert found(article("a", "Fire", *MILL), gone).clusters == ()


def test_a_paragraph_in_another_order_is_moved() -> None:
    relation = only(article("a", "Fire", *MILL), article("b", "Blaze", MILL[2], MILL[0], MILL[1]))
    assert [passage.moved for passage in relation.passages] == [False, False, True]


SPEECH = (
    "“We will not close a single school in this county while I have a say in the matter, and I have "
    "told the treasurer so to his "
    "face and in front of the whole board,”"
)


def test_two_reports_of_one_speech_share_quotations_and_are_no_copies() -> None:
    one = article("a", "Schools safe", f"{SPEECH} Alderman Jones said at the council's yearly dinner.", *MARKET[:1])
    two = article("b", "Promise", f"Speaking over cheese and port, a cheerful Jones assured guests: {SPEECH}", *MILL[:1])
    coverage = found(one, two)
    assert (coverage.clusters, [one.kind for one in coverage.relations]) == ((), ["same-quotations"])


REPORTS = [
    "At least eight people were hurt when a bus left the mountain road near Aldo and fell into a "
    "ravine, police said on Tuesday. The "
    "driver, a man of 43, had been on the road for eleven hours. Rescuers carried the hurt to the "
    "hospital in Aldo by helicopter.",
    "A coach plunged off a mountain road close to Aldo on Tuesday, injuring at least eight people, "
    "according to police. Helicopters "
    "flew the victims to hospital. Investigators are asking why its 43-year-old driver was still at "
    "the wheel after eleven hours.",
    "Police in Aldo are investigating a bus crash in which at least eight people were hurt. The bus "
    "fell into a ravine near Aldo on "
    "Tuesday after eleven hours on the road with a single driver, who is 43. Helicopters were used to reach the wreck.",
]


def test_independent_reports_of_one_event_share_nothing_that_is_told() -> None:
    coverage = found(*(article(f"r{number}", f"Crash {number}", text) for number, text in enumerate(REPORTS)))
    assert (coverage.clusters, coverage.relations) == ((), ())


EVENTS = [
    event.split("\n---\n") for event in Path(__file__).with_name("same_event.txt").read_text("utf-8").strip().split("\n\n")
]


@pytest.mark.parametrize("reports", EVENTS, ids=lambda reports: reports[0][:40])
def test_independent_reports_of_one_event_are_never_called_copies(reports: list[str]) -> None:
    coverage = found(*(article(f"r{number}", f"Report {number}", text) for number, text in enumerate(reports)))
    assert coverage.clusters == ()


def test_reports_of_many_events_are_never_called_copies_of_each_other() -> None:
    articles = [article(f"r{n}-{m}", f"Report {n} {m}", text) for n, event in enumerate(EVENTS) for m, text in enumerate(event)]
    assert len(list(combinations(articles, 2))) == 120
    assert found(*articles).clusters == ()


def test_any_two_witnesses_can_be_collated_and_give_what_the_stage_gives() -> None:
    one, two = article("a", "Fire", *MILL, on="2020-05-02"), article("b", "Blaze", MILL[1], MILL[0], on="2020-05-01")
    assert collated(one, two, annotated([one, two]), CONFIG, OUTLETS) == only(one, two)


def test_two_articles_that_share_nothing_have_no_collation() -> None:
    one, two = article("a", "Fire", *MILL), article("b", "Wool", *MARKET)
    assert collated(one, two, annotated([one, two]), CONFIG) is None


def test_furniture_is_kept_out_of_a_collation_of_any_two() -> None:
    one, two = article("a", "Fire", MILL[0], MILL[1]), article("b", "Blaze", MILL[0], MARKET[0])
    left_out = {of.id: (of.blocks[1].span,) for of in (one, two)}
    assert collated(one, two, annotated([one, two]), CONFIG, furniture=left_out) is None


def test_a_prompt_that_both_texts_end_with_is_no_copy_but_beside_other_copy() -> None:
    one, two = article("a", "Fire", MILL[0], f"{MILL[1]} {PROMPT} Learn more"), article("b", "Wool", f"{MARKET[0]} {PROMPT}")
    assert collated(one, two, annotated([one, two]), CONFIG) is None
    both = article("c", "Both", f"{MILL[0]} {MARKET[0]} {PROMPT}")
    found = collated(one, both, annotated([one, both]), CONFIG)
    assert found is not None
    assert [MILL[0], PROMPT] == [passage.witness.of(both.text) for passage in found.passages]


def test_what_both_texts_end_with_is_copy_where_it_is_changed_or_most_of_one_of_them() -> None:
    one = article("a", "Fire", f"{MILL[1]} {PROMPT}")
    changed = article("b", "Wool", f"{MARKET[0]} {PROMPT.replace('every day', 'every week')}")
    short = article("c", "Post", PROMPT)
    for two in (changed, short):
        assert collated(one, two, annotated([one, two]), CONFIG) is not None
