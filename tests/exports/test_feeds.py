"""Feeds: read by a feed reader's own parser, with full addresses where the archive knows its own, and no clock in them."""

from __future__ import annotations

from dataclasses import replace

import feedparser
import pytest

from tests.pages.samples import CONFIG, archive
from variorum.exports import exports
from variorum.exports.atom import Entry, Feed, atom, atom_entry, time_of
from variorum.exports.export import together
from variorum.model import Basis, Published

ONLINE = replace(CONFIG, base_url="https://example.org/archive")


def feeds(config: object = CONFIG) -> dict[str, bytes]:
    return {file.path: file.content for file in exports(archive(), config) if file.path.endswith(".xml")}  # type: ignore[arg-type]


def test_the_archive_and_every_speaker_outlet_and_topic_has_a_feed() -> None:
    assert sorted(feeds()) == ["feed.xml", "outlets/paper.xml", "outlets/wire.xml", "speakers/ann-lee.xml"]


@pytest.mark.parametrize("config", [CONFIG, ONLINE], ids=["no address", "an address"])
def test_a_feed_reader_finds_nothing_wrong_with_any_feed(config: object) -> None:
    for path, content in feeds(config).items():
        read = feedparser.parse(content)
        assert (path, read.bozo, read.version) == (path, False, "atom10")
        assert all(entry.id and entry.title and entry.updated for entry in read.entries)
        assert read.feed.id and read.feed.updated and read.feed.title
        ids = [entry.id for entry in read.entries]
        assert len(set(ids)) == len(ids)


def test_addresses_are_full_ones_where_the_archive_knows_its_own() -> None:
    read = feedparser.parse(feeds(ONLINE)["speakers/ann-lee.xml"])
    assert [entry.link for entry in read.entries] == [
        "https://example.org/archive/articles/wire-1.html#q-000001",
        "https://example.org/archive/articles/wire-1.html#q-000002",
    ]
    assert read.entries[0].id == read.entries[0].link
    assert [link.href for link in read.feed.links] == [
        "https://example.org/archive/speakers/ann-lee.html",
        "https://example.org/archive/speakers/ann-lee.xml",
    ]


def test_without_an_address_links_are_relative_and_ids_still_unique_names() -> None:
    content = feeds()["speakers/ann-lee.xml"].decode()
    assert 'href="../articles/wire-1.html#q-000001"' in content
    assert "<id>urn:uuid:" in content
    assert "http" not in content.replace("http://www.w3.org/2005/Atom", "")


def test_an_entry_of_a_speaker_has_the_words_and_every_article_that_carries_them() -> None:
    (first, _) = feedparser.parse(feeds(ONLINE)["speakers/ann-lee.xml"]).entries
    assert first.title == "“The dam held,”"
    assert "<p>“The dam held,”</p>" in first.content[0].value
    assert "The Wire, 3 May 2020" in first.content[0].value
    assert "articles/copy-1.html#q-000001" in first.content[0].value
    assert first.author == "The Wire"


def test_the_time_of_a_feed_is_that_of_its_newest_entry_never_the_clock() -> None:
    read = feedparser.parse(feeds()["feed.xml"])
    assert read.feed.updated == max(entry.updated for entry in read.entries) == "2020-05-04T00:00:00Z"
    assert feeds() == feeds()


@pytest.mark.parametrize(
    ("edtf", "retrieved", "times"),
    [
        ("2020-09-11", "", ("2020-09-11T00:00:00Z", "2020-09-11T00:00:00Z")),
        ("2020-09-11T14:03:00+03:00", "", ("2020-09-11T11:03:00Z", "2020-09-11T11:03:00Z")),
        ("XXXX-09-11", "2021-01-02", ("2021-01-02T00:00:00Z", "")),
        ("XXXX-09-11", "", ("1970-01-01T00:00:00Z", "")),
    ],
)
def test_a_time_is_as_exact_as_the_date(edtf: str, retrieved: str, times: tuple[str, str]) -> None:
    from datetime import date

    day = None if edtf.startswith("X") else date(2020, 9, 11)
    assert time_of(Published(edtf, day, day, Basis.STATED), retrieved) == times


def test_characters_that_xml_cannot_hold_leave_the_feed_whole() -> None:
    entry = Entry("a.html", "A\x0bB", "<p>\x1f</p>", "2020-01-01T00:00:00Z", "", "X", "", "en")
    frame = atom(Feed("feed.xml", "index.html", "T\x00", "A", "en", "V"), [entry.updated], "")
    read = feedparser.parse(b"".join(together([frame], [atom_entry("feed.xml", "", entry)])))
    assert (read.bozo, read.entries[0].title) == (False, "A\ufffdB")


def test_what_is_withdrawn_or_not_shown_is_in_no_feed() -> None:
    assert [path for path, content in feeds().items() if b"Unprintable" in content or b"Unshown" in content] == []
