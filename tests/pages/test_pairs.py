"""Any two witnesses of a story can be set side by side, and what lies outside stories is told on the article's page."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from tests.pages.samples import ANN, COPY, WIRE, archive, article, built, quoted, said, story
from variorum.assemble import assemble
from variorum.model import NOBODY, Annotation, Archive, Article, Cluster, Kind, Relation, RelationKind
from variorum.pages.pairs import ALL

CROWD = "Nobody was hurt, and nobody was surprised, the mayor told a crowd that had gathered below the wall to see for itself."
THIRD = article(
    "third-1", "Dam stands", f"“The dam held,” Ann Lee said, Wire reported. A “so-called” dam stood. {CROWD}",
    outlet="gazette", on="2020-05-05",
)  # fmt: skip
FOURTH = article("fourth-1", "The wall", f"{CROWD} It rained.", outlet="sheet", on="2020-05-06")


def of(*witnesses: Article, loose: tuple[Relation, ...] = ()) -> Archive:
    """The sample's story with more witnesses, each of which only the base was compared with."""
    (first,) = story(WIRE, COPY).relations
    relations = [first, *(replace(first, witness=one.id, passages=(), dropped=(), added=()) for one in witnesses)]
    cluster = Cluster(WIRE.id, WIRE.id, (WIRE.id, COPY.id, *(one.id for one in witnesses)), tuple(relations))
    articles = [WIRE, COPY, *witnesses, *([FOURTH] if loose else [])]
    annotations = [Annotation(one.id, ()) for one in articles]
    return assemble(articles, annotations, (), (), (cluster,), (), (), loose)


def test_two_witnesses_that_were_not_compared_are_compared_for_their_page() -> None:
    page = built(of(THIRD, FOURTH))["stories/wire-1.third-1.fourth-1.html"]
    assert "to see for itself" in page
    assert "fourth-1.html#p1" in page
    assert "third-1.html#p1" in page


def test_of_two_that_have_the_words_from_a_third_neither_is_said_to_derive_from_the_other() -> None:
    pages = built(of(THIRD, FOURTH))
    assert "derives from it" in pages["stories/wire-1.wire-1.copy-1.html"]
    assert (
        "gazette had it earlier; another witness is the likelier source of sheet."
        in (pages["stories/wire-1.third-1.fourth-1.html"])
    )


def test_two_witnesses_that_share_nothing_have_a_page_that_says_so() -> None:
    page = built(of(THIRD, FOURTH))["stories/wire-1.copy-1.fourth-1.html"]
    assert "These two share no words that could be aligned" in page
    assert "../articles/copy-1.html" in page
    assert "../articles/fourth-1.html" in page


def test_the_page_of_a_story_leads_to_any_two_of_its_witnesses() -> None:
    page = built(of(THIRD, FOURTH))["stories/wire-1.html"]
    pairs = ["wire-1.copy-1", "wire-1.third-1", "wire-1.fourth-1", "copy-1.third-1", "copy-1.fourth-1", "third-1.fourth-1"]
    assert [pair for pair in pairs if f'href="../stories/wire-1.{pair}.html"' not in page] == []


def test_the_page_of_a_story_tells_what_each_witness_made_of_the_quotations_of_its_source() -> None:
    whole = archive()
    (cluster,) = whole.clusters
    third = replace(cluster.relations[0], witness=THIRD.id)
    more = replace(cluster, witnesses=(*cluster.witnesses, THIRD.id), relations=(*cluster.relations, third))
    annotations = [*whole.annotations.values(), Annotation(THIRD.id, (quoted(THIRD, 1, ["“so-called”"], NOBODY, Kind.SCARE),))]
    page = built(
        assemble([*whole.articles.values(), THIRD], annotations, whole.speakers.values(), (), (more,), whole.utterances)
    )["stories/wire-1.html"]
    assert "Quotations: 1 kept word for word, 2 dropped." in page
    assert "Quotations: 3 dropped." in page


def test_of_many_witnesses_those_that_were_compared_are_set_side_by_side_and_the_page_says_so() -> None:
    many = [replace(THIRD, id=type(THIRD.id)(f"more-{number}")) for number in range(ALL)]
    pages = built(of(*many))
    pairs = sorted(path for path in pages if path.startswith("stories/wire-1.") and path.count(".") == 3)
    assert len(pairs) == ALL + 1
    assert f"With more than {ALL} witnesses" in pages["stories/wire-1.html"]


def test_articles_with_the_same_quotations_name_each_other_without_a_bar() -> None:
    (first,) = story(WIRE, COPY).relations
    loose = replace(first, base=COPY.id, witness=FOURTH.id, kind=RelationKind.SAME_QUOTATIONS)
    pages = built(of(THIRD, loose=(loose,)))
    assert "Same quotations as" in pages["articles/copy-1.html"]
    assert '<a href="../articles/copy-1.html">paper</a>' in pages["articles/fourth-1.html"]
    assert "shared-" not in pages["articles/fourth-1.html"]


def test_a_passage_shared_with_another_story_has_its_bar_and_leads_to_the_other_article() -> None:
    (first,) = story(WIRE, COPY).relations
    passage = replace(first.passages[0], witness=FOURTH.blocks[1].span, variants=())
    loose = replace(first, witness=FOURTH.id, kind=RelationKind.SHARES_PASSAGE, passages=(passage,))
    page = built(of(THIRD, loose=(loose,)))["articles/fourth-1.html"]
    assert '<p class="run-label"><a href="../articles/wire-1.html">¶ 1 also in wire</a></p>' in page
    assert "shares a passage" in page


def test_the_quotations_of_two_witnesses_are_followed_on_the_page_of_the_two() -> None:
    full = archive()
    two = quoted(THIRD, 1, ["“The dam held,”"], said("x", ANN, "Ann Lee"))
    cluster = of(THIRD).clusters[0]
    made = replace(
        full,
        articles=dict(sorted({**full.articles, THIRD.id: THIRD}.items())),
        annotations={**full.annotations, THIRD.id: Annotation(THIRD.id, (two,))},
        clusters=(cluster,),
    )
    page = built(made)["stories/wire-1.wire-1.third-1.html"]
    assert "1 added" in page


def test_pages_without_pairs_do_without_numpy() -> None:
    told = "import sys, variorum.pages, variorum.rendering; print('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", told], capture_output=True, check=True, text=True).stdout == "False\n"
