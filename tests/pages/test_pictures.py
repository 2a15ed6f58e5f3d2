"""Strips of texts, and what joins them."""

from __future__ import annotations

import re
from dataclasses import replace

from tests.pages.samples import COPY, WIRE, built, story
from tests.pages.test_pairs import THIRD, of
from variorum.pages.pictures import APART, BAR, RIBBON, Ribbon, Strip, strips, timeline
from variorum.pages.story import JOINED

SHOWN = [Strip(label, 100, ((10, 20),), "10%") for label in "ABC"]


def bands(svg: str) -> list[tuple[str, str]]:
    """Of each ribbon the height where it begins and where it ends."""
    return re.findall(r'<path class="ribbon" d="M[\d.]+ (\d+)H[\d.]+L[\d.]+ (\d+)H', svg)


def test_a_ribbon_runs_from_one_strip_to_the_other_behind_those_between() -> None:
    drawn = strips("Shared", SHOWN, [Ribbon(0, 10, 20, 2, 30, 40), Ribbon(2, 50, 60, 1, 70, 80)], "As a table")
    step = BAR + RIBBON
    assert bands(drawn.svg) == [(f"{BAR}", f"{2 * step}"), (f"{step + BAR}", f"{2 * step}")]
    assert drawn.svg.rindex('class="ribbon"') < drawn.svg.index('class="strip"')
    assert drawn.rows == (("A", "10%"), ("B", "10%"), ("C", "10%"))


def test_two_strips_stand_further_apart() -> None:
    drawn = strips("Shared", SHOWN[:2], [Ribbon(0, 10, 20, 1, 30, 40)], "As a table")
    assert bands(drawn.svg) == [(f"{BAR}", f"{BAR + APART}")]


def test_a_story_of_three_joins_each_witness_to_its_source() -> None:
    archive = of(THIRD)
    (cluster,) = archive.clusters
    (first, second) = cluster.relations
    second = replace(second, passages=story(WIRE, COPY).relations[0].passages)
    joined = replace(archive, clusters=(replace(cluster, relations=(first, second)),))
    assert len(bands(built(joined)["stories/wire-1.html"])) == 2


def test_among_many_witnesses_nothing_is_joined() -> None:
    many = [replace(THIRD, id=type(THIRD.id)(f"more-{number}")) for number in range(JOINED - 1)]
    assert bands(built(of(*many[1:]))["stories/wire-1.html"]) != []
    assert bands(built(of(*many))["stories/wire-1.html"]) == []


def test_witnesses_of_one_day_share_a_place_on_the_timeline() -> None:
    points = [(10, "A", "1 May"), (12, "B", "3 May"), (12, "C", "3 May"), *((20, sigil, "11 May") for sigil in "DEFGH")]
    drawn = timeline("Timeline", points, "As a table")
    assert re.findall(r">([^<]+)</text>", drawn.svg) == ["A", "1 May", "B C", "D … H", "11 May"]
    assert len(drawn.rows) == len(points)
