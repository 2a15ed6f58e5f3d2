from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from variorum.config import Coverage, Printed, read_config
from variorum.errors import ContentError
from variorum.load import load
from variorum.load.files import decoded, suggested_id
from variorum.load.whole import defaults_of, find, read_authority, read_entry
from variorum.model import Notes, Outlet, Problem, Published, QuoteNote, Rights, Show, SpeakerRecord, Withdrawal
from variorum.unchanged import look

GOOD = "---\ntitle: A fire\noutlet: unknown\n---\n\nThe mill burned.\n"


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    (tmp_path / "content/articles/2020").mkdir(parents=True)
    return tmp_path


def put(archive: Path, name: str, text: str) -> None:
    """Write a content file."""
    path = archive / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_a_file_saved_between_its_marking_and_its_reading_is_not_taken_for_the_one_marked(archive: Path) -> None:
    put(archive, "articles/2020/fire.md", GOOD)
    config = read_config(archive)
    (entry,), _ = find(config, {}, {"content/articles/2020/fire.md": (len(GOOD), 1)})
    put(archive, "articles/2020/fire.md", GOOD.replace("burned", "stood"))
    with pytest.raises(ContentError, match="saved while it was being read"):
        read_entry(archive, defaults_of(config, read_authority(config)), entry)


def test_files_that_were_looked_at_are_listed_as_those_that_lie_there(archive: Path) -> None:
    for name in ("b.md", "b/a.md", "b-c.md", ".b/a.md", "b~/a.md", "#a.md", "b/.a.md", "a.md~", "a.notes.yaml", "b/x.txt"):
        put(archive, f"articles/{name}", GOOD)
    put(archive, "outlets.yaml", "post: {name: The Post}\n")
    config = read_config(archive)
    there = find(config)
    assert find(config, files=look(archive)) == there
    assert [entry.file.removeprefix("content/articles/") for entry in there[0]] == ["b/a.md", "b-c.md", "b.md"]


def test_every_key_of_the_front_matter_reaches_the_article(archive: Path) -> None:
    put(
        archive,
        "articles/2020/fire.md",
        """---
title: "A fire: the mill"
outlet: post
published: 2020-09-11
published_from: supplied
url: https://example.org/fire
retrieved: 2024-05-02
archived: https://web.archive.org/web/2020/https://example.org/fire
byline: [A. Writer, B. Other]
dateline: "LEEDS, May 2."
dek: "Nobody was hurt"
language: en-GB
topics: [fires]
syndicated_from: tass
rights: {holder: The Post, license: CC-BY-4.0, show: excerpt}
omitted: ["Read more"]
aliases: [mill-fire]
source: "fire.txt sha256:00"
extra: {section: local}
---

LEEDS, May 2. The *mill* burned.
""",
    )
    (article,) = load(read_config(archive)).articles
    assert article.text == "A fire: the mill\n\nNobody was hurt\n\nLEEDS, May 2. The mill burned."
    assert (article.id, article.outlet, article.file) == ("fire", "post", "content/articles/2020/fire.md")
    assert article.published == Published("2020-09-11", date(2020, 9, 11), date(2020, 9, 11), article.published.basis)  # type: ignore[union-attr]
    assert article.published is not None and article.published.basis == "supplied"
    assert (article.url, article.retrieved) == ("https://example.org/fire", "2024-05-02")
    assert article.archived == "https://web.archive.org/web/2020/https://example.org/fire"
    assert (article.bylines, article.dateline) == (("A. Writer", "B. Other"), "LEEDS, May 2.")
    assert (article.language, article.topics, article.syndicated_from) == ("en-GB", ("fires",), "tass")
    assert article.rights == Rights("The Post", "CC-BY-4.0", Show.EXCERPT, noindex=False)
    assert (article.omitted, article.aliases, article.source) == (("Read more",), ("mill-fire",), "fire.txt sha256:00")
    assert [block.anchor for block in article.blocks] == ["title", "dek", "p1"]
    assert [(one.span.of(article.text), one.tag) for one in article.inlines] == [("mill", "em")]


def test_values_stay_what_they_look_like(archive: Path) -> None:
    put(archive, "articles/a.md", "---\ntitle: 1.10\noutlet: unknown\nlanguage: no\npublished: 2020-09\n---\n\nx\n")
    (article,) = load(read_config(archive)).articles
    assert (article.title, article.language) == ("1.10", "no")
    assert article.published == Published("2020-09", date(2020, 9, 1), date(2020, 9, 30))


def test_a_mark_of_byte_order_and_windows_line_ends_are_no_part_of_the_text(archive: Path) -> None:
    (archive / "content/articles/a.md").write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load(read_config(archive)).articles[0].text == "A fire\n\nThe mill burned."


def test_rights_are_the_articles_own_over_the_outlets_over_the_archives(archive: Path) -> None:
    (archive / "archive.yaml").write_text("rights: {holder: Us, show: metadata, license: CC0-1.0}\n", "utf-8")
    put(archive, "outlets.yaml", "post:\n  rights: {holder: The Post, license: all-rights-reserved}\n")
    put(archive, "articles/a.md", GOOD.replace("unknown", "post").replace("\n---\n\n", "\nrights: {show: full}\n---\n\n"))
    put(archive, "articles/b.md", GOOD.replace("unknown", "post"))
    put(archive, "articles/c.md", GOOD)
    assert [article.rights for article in load(read_config(archive)).articles] == [
        Rights("The Post", "all-rights-reserved", Show.FULL, noindex=True),
        Rights("The Post", "all-rights-reserved", Show.METADATA, noindex=True),
        Rights("Us", "CC0-1.0", Show.METADATA, noindex=False),
    ]


def test_a_withdrawn_article_keeps_its_address_and_none_of_its_text(archive: Path) -> None:
    front = 'withdrawn: {on: 2021-02-03, reason: "Wrong man"}\nbyline: A. Writer\ndek: He did it\n'
    put(archive, "articles/a.md", GOOD.replace("outlet:", front + "outlet:"))
    put(archive, "articles/a.notes.yaml", "note: He denied it.\n")
    (article,) = load(read_config(archive)).articles
    assert article.withdrawn == Withdrawal("2021-02-03", "Wrong man")
    assert (article.text, article.blocks, article.bylines, article.notes) == ("", (), (), None)


def test_outlets_are_those_listed_and_those_that_articles_name(archive: Path) -> None:
    put(archive, "outlets.yaml", 'tass:\n  name: TASS\n  credits: ["/TASS/"]\n  url: https://tass.com\n')
    put(archive, "articles/a.md", GOOD)
    assert load(read_config(archive)).outlets == (
        Outlet("tass", "TASS", url="https://tass.com", credits=("/TASS/",)),  # type: ignore[arg-type]
        Outlet("unknown", "unknown", listed=False),  # type: ignore[arg-type]
    )


def test_a_speaker_record_says_what_a_curator_says(archive: Path) -> None:
    put(archive, "articles/a.md", GOOD)
    put(
        archive,
        "speakers.yaml",
        "# who speaks\nun:\n  name: United Nations\n  kind: organisation\n  aliases: [UN]\n  not: [a]\n  formerly: [uno]\n",
    )
    assert load(read_config(archive)).speaker_records == (
        SpeakerRecord("un", "United Nations", 2, aliases=("UN",), organisation=True, not_=("a",), former_ids=("uno",)),  # type: ignore[arg-type]
    )


def test_notes_reach_their_article_with_the_line_of_each_entry(archive: Path) -> None:
    put(archive, "articles/a.md", GOOD)
    put(
        archive,
        "articles/a.notes.yaml",
        'quotes:\n  - quote: "The mill ... burned"\n    speaker: nobody\n    kind: scare\n'
        '    checked: {by: MK, on: 2026-11-20}\nnot_quotes: ["mill"]\nnote: Twice.\nrelations: [{article: b, kind: updated}]\n',
    )
    assert load(read_config(archive)).articles[0].notes == Notes(
        "content/articles/a.notes.yaml",
        (
            QuoteNote("The mill ... burned", 2, "nobody", "scare", checked_by="MK", checked_on="2026-11-20"),
            QuoteNote("mill", 6, remove=True),
        ),
        "Twice.",
        (("b", "updated"),),
    )


def test_all_problems_of_all_files_are_told_at_once(archive: Path) -> None:
    put(archive, "articles/a.md", GOOD.replace("title", "titel"))
    put(archive, "articles/b.md", "no front matter")
    put(archive, "outlets.yaml", "tass: {nam: TASS}\n")
    put(archive, "articles/c.md", GOOD)
    with pytest.raises(ContentError) as raised:
        load(read_config(archive))
    assert [(one.file, one.code) for one in raised.value.problems] == [
        ("content/articles/a.md", "A005"),
        ("content/articles/b.md", "A006"),
        ("content/outlets.yaml", "A005"),
    ]


def test_broken_articles_are_set_aside_and_listed_when_asked(archive: Path) -> None:
    put(archive, "articles/a.md", GOOD.replace("title", "titel"))
    put(archive, "articles/b.md", GOOD)
    put(archive, "articles/c.md", GOOD)
    put(archive, "articles/c.notes.yaml", "qotes: []\n")
    loaded = load(read_config(archive), skip_broken=True)
    assert [article.id for article in loaded.articles] == ["b"]
    assert loaded.set_aside == ("content/articles/a.md", "content/articles/c.md")
    assert [problem.code for problem in loaded.problems] == ["A005", "A005"]


@pytest.mark.parametrize(("key", "ours"), [("date", "published"), ("Author", "byline"), ("tags", "topics"), ("link", "url")])
def test_what_other_tools_call_a_key_is_told_by_our_name(archive: Path, key: str, ours: str) -> None:
    put(archive, "articles/a.md", GOOD.replace("---\n\n", f"{key}: x\n---\n\n"))
    with pytest.raises(ContentError, match=f"unknown key '{key}'\n  fix: did you mean '{ours}'"):
        load(read_config(archive))


def test_a_broken_file_that_concerns_all_articles_stops_the_build_all_the_same(archive: Path) -> None:
    put(archive, "articles/b.md", GOOD)
    put(archive, "outlets.yaml", "tass: {rights: {shwo: metadata}}\n")
    with pytest.raises(ContentError, match="unknown key 'shwo'"):
        load(read_config(archive), skip_broken=True)


def test_settings_are_read_and_what_is_left_out_has_its_default(archive: Path) -> None:
    text = "title: Mills\nattributions: checked\ncertain_from: 0.8\nbase_url: https://example.org/a/\n"
    text += "coverage: {min_words: 40}\n"
    (archive / "archive.yaml").write_text(text, "utf-8")
    config = read_config(archive)
    assert (config.title, config.attributions, config.certain_from) == ("Mills", Printed.CHECKED, 0.8)
    assert (config.base_url, config.coverage, config.page_size) == ("https://example.org/a/", Coverage(min_words=40), 100)


def test_the_id_suggested_for_a_name_keeps_its_letters_without_their_accents() -> None:
    assert suggested_id("Ünï Erdoğan") == "uni-erdogan"


def test_a_file_in_utf_16_is_told_how_to_become_utf_8() -> None:
    problem = decoded("---\ntitle: A fire".encode("utf-16"), "content/articles/fire.md")
    assert isinstance(problem, Problem)
    assert "iconv -f utf-16 -t utf-8 content/articles/fire.md" in problem.fix
