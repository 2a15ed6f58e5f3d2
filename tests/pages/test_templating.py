"""What is the same on all pages of a site becomes part of its templates, and nothing else does."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, Template, UndefinedError

from tests.pages.samples import CONFIG, archive, built
from variorum.pages import data_page, plan, render, templating
from variorum.pages.page import Site
from variorum.pages.templating import environment, template
from variorum.publish import publishable

SITE = Site("Fish & chips", "", "", "en", "", "", "", 0.5)


def filled(source: str, folder: Path, **values: object) -> str:
    (folder / "one.html").write_text(source, "utf-8")
    return template("one.html", SITE, "../", folder).render(values)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ site.title }}", "Fish &amp; chips"),
        ("{{ t('nav.search') }}, {{ t.language }}", "Search, en"),
        ("{{ t('list.page', n=2, of=3) }}", "Page 2 of 3"),
        ("{{ 'search.html'|href }} {{ root }}", "../search.html ../"),
        ("{% if site.contact %}yes{% else %}no{% endif %}", "no"),
        ("{% macro m(t) %}{{ t('nav.search') }}{% endmacro %}{{ m(t) }}", "Search"),
    ],
)
def test_what_the_site_says_stands_where_it_is_asked_for(source: str, expected: str, tmp_path: Path) -> None:
    assert filled(source, tmp_path) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{% for t in view %}{{ t }}{% endfor %}", "12"),
        ("{% set site = {'title': 'mine'} %}{{ site.title }}", "mine"),
        ("{{ t(view[0]) }}", "Search"),
        ("{{ t('list.page', n=view[0], of=view[1]) }}", "Page 1 of 2"),
    ],
)
def test_what_a_page_says_is_left_to_the_page(source: str, expected: str, tmp_path: Path) -> None:
    view = ["nav.search"] if "view[0])" in source and "list" not in source else [1, 2]
    assert filled(source, tmp_path, view=view) == expected


def test_it_is_computed_once_and_not_for_each_page(tmp_path: Path) -> None:
    source = "<p>{{ t('nav.search') }} {{ site.title }} {{ 'search.html'|href }}</p>"
    code = environment(SITE, "../", tmp_path).compile(source, raw=True)
    assert "<p>Search Fish &amp; chips ../search.html</p>" in code


def test_what_a_template_writes_is_handed_on_in_one_piece(tmp_path: Path) -> None:
    (tmp_path / "row.html").write_text("({{ one }})")
    (tmp_path / "frame.html").write_text("{% block main %}{% endblock %}.")
    inner = "{% for one in view %}{{ loop.index }} {% include 'row.html' %}{% else %}none{% endfor %}"
    (tmp_path / "one.html").write_text("{% extends 'frame.html' %}{% block main %}" + inner + "{% endblock %}")
    made = template("one.html", SITE, "../", tmp_path, quick=True)
    assert list(made.generate(view=["<a>", 2])) == ["1 (&lt;a&gt;)2 (2)."]


def test_an_unknown_key_is_an_error_only_where_it_is_shown(tmp_path: Path) -> None:
    assert filled("{% if view %}{{ t('no_such') }}{% endif %}", tmp_path, view=0) == ""
    with pytest.raises(KeyError, match="no_such"):
        filled("{{ t('no_such') }}", tmp_path)
    with pytest.raises(UndefinedError, match="nonsense"):
        filled("{{ site.nonsense }}", tmp_path)


def test_templates_are_read_again_when_they_are_other_files(tmp_path: Path) -> None:
    (tmp_path / "one.html").write_text("old", "utf-8")
    assert template("one.html", SITE, "", tmp_path, b"1").render() == "old"
    (tmp_path / "one.html").write_text("new", "utf-8")
    assert template("one.html", SITE, "", tmp_path, b"1").render() == "old"
    assert template("one.html", SITE, "", tmp_path, b"2").render() == "new"


def test_compiled_templates_are_kept_for_one_program_site_and_source(tmp_path: Path) -> None:
    folder, own = tmp_path / "kept", tmp_path / "own"
    folder.mkdir()
    own.mkdir()

    def filled(source: str, site: Site, program: str, look: bytes) -> tuple[str, set[int]]:
        (own / "one.html").write_text(source, "utf-8")
        text = template("one.html", site, "", own, look, (str(folder), program)).render()
        return text, {file.stat().st_ino for file in folder.iterdir()}

    first = filled("{{ site.title }}", SITE, "p", b"1")
    assert filled("{{ site.title }}", SITE, "p", b"2") == first
    assert len(first[1]) == 1
    other = Site("Another", "", "", "en", "", "", "", 0.5)
    assert filled("{{ site.title }}", other, "p", b"3")[0] == "Another"
    assert filled("{{ site.title }}!", SITE, "p", b"4")[0] == "Fish &amp; chips!"
    assert filled("{{ site.title }}!", SITE, "q", b"5")[1] != filled("{{ site.title }}!", SITE, "p", b"6")[1]


def test_pages_are_what_plain_jinja_makes_of_the_same_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    config = replace(CONFIG, title="A <b>title</b> & \"more\" 'marks'", contact="a&b@example.org")
    ours = built(config=config)
    monkeypatch.setattr(templating, "_Environment", Environment)
    environment.cache_clear()
    try:
        assert built(config=config) == ours
    finally:
        environment.cache_clear()


def test_our_own_templates_take_nothing_from_a_view_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    planned = [*plan(archive(), CONFIG), data_page(publishable(archive(), CONFIG), (), CONFIG)]
    exact = [render(page, Path("/nowhere")).content for page in planned]
    monkeypatch.setattr(sys.modules[render.__module__], "template", only_quick)
    assert [render(page, Path("/nowhere"), b"look").content for page in planned] == exact


def only_quick(name: str, *where: Any, quick: bool = False) -> Template:
    assert quick or name == "partials/navigation.html"
    kept: Template = template(name, *where, quick=quick)  # type: ignore[misc]
    return kept


def test_a_template_of_the_archives_own_may_ask_as_jinja_allows(tmp_path: Path) -> None:
    source = (
        "{% set one = {'key': 'of a mapping'} %}{{ one.key }}, {{ view.no_such is defined }}, {{ view.class|default('none') }}"
    )
    (tmp_path / "front.html").write_text(source, "utf-8")
    front = next(page for page in plan(archive(), CONFIG) if page.path == "index.html")
    assert render(front, tmp_path, b"look").content == b"of a mapping, False, none"
