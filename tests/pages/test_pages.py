"""The built pages, as a reader and a checker meet them."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from itertools import chain
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.pages.samples import CONFIG, COPY, PART, WIRE, Reader, archive, built
from variorum.assemble import assemble
from variorum.config import Printed
from variorum.exports import exports
from variorum.home import TEMPLATES
from variorum.model import Article, SpeakerId
from variorum.pages import __file__ as pages_package
from variorum.pages import assets, plan
from variorum.strings import strings


@pytest.fixture(scope="module")
def site() -> dict[str, str]:
    return built()


@pytest.mark.parametrize("article", [WIRE, COPY], ids=lambda article: article.id)
def test_the_text_of_the_built_paragraphs_is_the_articles_character_for_character(
    site: dict[str, str], article: Article
) -> None:
    read = Reader(site[f"articles/{article.id}.html"])
    assert [read.texts[block.anchor] for block in article.blocks] == [block.span.of(article.text) for block in article.blocks]


def test_nothing_stands_in_a_paragraphs_element_but_marks(site: dict[str, str]) -> None:
    for path, html in site.items():
        for tag, attributes in Reader(html).tags:
            assert "style" not in attributes and not any(name.startswith("on") for name in attributes), path
            assert tag != "script" or attributes.get("src"), path


def test_a_quotation_over_two_paragraphs_has_its_id_once_and_its_number_at_the_end(site: dict[str, str]) -> None:
    html = site["articles/wire-1.html"]
    assert html.count('id="q-000002"') == 1
    assert html.index('id="q-000002"') < html.index('id="p2"') < html.index('data-n="2"')


def test_scare_quotes_carry_an_address_and_no_tint(site: dict[str, str]) -> None:
    assert '<span id="q-000002" class="scare">“so-called”</span>' in site["articles/copy-1.html"]


def test_ids_are_unique_on_every_page(site: dict[str, str]) -> None:
    for path, html in site.items():
        ids = Reader(html).ids
        assert sorted(set(ids)) == sorted(ids), path


def test_every_internal_link_and_fragment_resolves(site: dict[str, str]) -> None:
    files = set(site) | {file.path for file in chain(assets(), exports(archive(), CONFIG))}
    ids = {path: set(Reader(html).ids) for path, html in site.items()}
    for path, html in site.items():
        for link in Reader(html).links:
            if link.startswith(("http://", "https://", "mailto:")):
                continue
            assert not link.startswith("/"), (path, link)
            address, _, fragment = unquote(link.partition("?")[0]).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
            if target in ("assets/css/search.css", "assets/css/variorum.css"):
                continue
            assert target in files, (path, link)
            assert not fragment or fragment in ids[target], (path, link)


def test_no_page_needs_another_host(site: dict[str, str]) -> None:
    for path, html in site.items():
        for tag, attributes in Reader(html).tags:
            if tag in ("script", "link", "img"):
                address = attributes.get("src") or attributes.get("href") or ""
                assert "://" not in address or attributes.get("rel") == "canonical", path


def test_every_page_has_a_strict_policy_a_contact_and_says_who_marked_it(site: dict[str, str]) -> None:
    for path, html in site.items():
        assert "default-src 'none'" in html and "unsafe" not in html, path
        assert "mailto:desk@example.org" in html, path
        assert "marked by machine" in html, path


def test_passages_link_to_the_counterpart_in_both_directions(site: dict[str, str]) -> None:
    assert "../articles/copy-1.html#p1" in Reader(site["articles/wire-1.html"]).links
    assert "../articles/wire-1.html#p1" in Reader(site["articles/copy-1.html"]).links


def test_of_a_withdrawn_article_only_the_address_is_left(site: dict[str, str]) -> None:
    assert "2021-01-01" in site["articles/gone.html"]
    assert "gone.html" in site["articles/gone-before.html"]
    for path, html in site.items():
        assert (
            "Unspeakable" not in html and "Unprintable" not in html and "Bo Kim" not in html.replace("Bo Kim was quiet", "")
        ), path


def test_what_an_excerpt_leaves_out_is_nowhere(site: dict[str, str]) -> None:
    assert "word end" in site["articles/part.html"]
    assert "Unshown" not in "".join(site.values())
    assert "Keptback" not in "".join(site.values()) and "held back words" not in "".join(site.values())
    assert PART.title in site["articles/part.html"]


def test_old_ids_point_on(site: dict[str, str]) -> None:
    assert "../articles/wire-1.html" in Reader(site["articles/wire-0.html"]).links
    assert "../speakers/ann-lee.html" in Reader(site["speakers/a-lee.html"]).links


def test_a_link_that_runs_code_is_nowhere(site: dict[str, str]) -> None:
    assert not any("javascript" in link.casefold() for html in site.values() for link in Reader(html).links)
    assert "<b>hits</b>" not in "".join(site.values())


def test_a_name_below_the_threshold_is_not_printed_where_only_confident_ones_are() -> None:
    site = built(config=replace(CONFIG, attributions=Printed.CONFIDENT))
    note = site["articles/wire-1.html"].split('id="n-q-000002"')[1].split("</div>")[0]
    assert "Ann Lee" not in note and "speaker not established" in note


def test_a_name_that_nobody_checked_is_nowhere_where_only_checked_ones_are() -> None:
    of = archive()
    unchecked = {id: replace(one, quotations=one.quotations[:1]) for id, one in of.annotations.items() if id == "wire-1"}
    texts = {id: replace(one, text=one.text.replace("Ann Lee", "A person")) for id, one in of.articles.items()}
    site = built(
        replace(of, annotations=unchecked, articles=texts, utterances=()),
        replace(CONFIG, attributions=Printed.CHECKED),
    )
    assert "Ann Lee" not in "".join(site.values())


def test_without_a_date_there_is_no_calendar_of_nothing() -> None:
    of = archive()
    undated = {id: replace(one, published=None) for id, one in of.articles.items()}
    front = built(assemble(tuple(undated.values()), tuple(of.annotations.values()), (), tuple(of.outlets.values())))[
        "index.html"
    ]
    assert "calendar" in built()["index.html"] and '<table class="calendar">' not in front


def test_a_witness_without_a_date_is_told_from_others_by_its_title() -> None:
    of = archive()
    site, copy = built(replace(of, articles={**of.articles, COPY.id: replace(COPY, published=None)})), "wire-1.html"
    assert f"The Paper, “{COPY.title}”, ¶ 1</a>" in site["speakers/ann-lee.html"]
    assert f"The Paper, “{COPY.title}”</a>" in site[f"articles/{copy}"]
    assert f"“{COPY.title}”, ¶ 1</a>" not in built()["speakers/ann-lee.html"]


def test_the_key_of_a_page_changes_with_what_it_shows_and_only_then() -> None:
    of = archive()
    changed = replace(of, articles={**of.articles, COPY.id: replace(COPY, bylines=("New",))})
    before, after = ({page.path: page.inputs for page in plan(one, CONFIG)} for one in (of, changed))
    assert {path for path in before if before[path] != after[path]} == {"articles/copy-1.html", "stories/wire-1.html"}
    assert before == {page.path: page.inputs for page in plan(archive(), CONFIG)}


def test_strings_that_templates_and_views_ask_for_exist() -> None:
    files = [*TEMPLATES.rglob("*.html"), *Path(pages_package).parent.glob("*.py")]
    asked = {key for file in files for key in re.findall(r"""\bt\(["']([a-z_.]*[a-z_])["'](?! ~)""", file.read_text("utf-8"))}
    assert asked - strings("en").keys == set()
    assert len(asked) > 100


def test_an_old_id_that_two_lay_claim_to_lets_the_reader_choose() -> None:
    of = archive()
    both = {id: replace(one, former_ids=(SpeakerId("kim"),), listed=True) for id, one in of.speakers.items()}
    page = built(replace(of, speakers=both, annotations={}, utterances=()))["speakers/kim.html"]
    assert 'http-equiv="refresh"' not in page
    assert {"../speakers/ann-lee.html", "../speakers/bo-kim.html"} <= set(Reader(page).links)
