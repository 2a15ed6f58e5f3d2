"""Topics go by the names that a curator gives them, and by their keys where nobody gave any."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.pages.samples import CONFIG, WIRE, archive, built
from variorum.assemble import assemble
from variorum.config import Config
from variorum.exports import exports
from variorum.load import load
from variorum.model import Annotation, Archive, Topic


def named() -> Archive:
    wire = replace(WIRE, topics=("floods", "unnamed"))
    return assemble([wire], [Annotation(wire.id, ())], topics=[Topic("floods", "Floods & dams", "High water of all kinds.")])


def test_a_topics_name_stands_wherever_the_topic_does() -> None:
    site = built(named())
    assert "<h1>Floods &amp; dams</h1>" in site["topics/floods.html"]
    assert "High water of all kinds." in site["topics/floods.html"]
    for page in ("topics/index.html", "index.html", "articles/wire-1.html"):
        assert ">Floods &amp; dams</a>" in site[page], page
        assert ">unnamed</a>" in site[page], page
    files = {file.path: file.content.decode() for file in exports(named(), CONFIG)}
    assert "Floods &amp; dams: Test Archive" in files["topics/floods.xml"]
    assert json.loads(files["data/topics.jsonl"].splitlines()[0])["name"] == "Floods & dams"


def test_an_archive_without_records_names_its_topics_by_key() -> None:
    assert archive().topics == {}


@pytest.mark.parametrize(
    ("language", "told"),
    [("en", ("Floods", "High water.")), ("de-AT", ("Fluten", "High water.")), ("fr", ("Floods", "High water."))],
)
def test_a_topic_is_called_what_it_is_called_in_the_language_of_the_site(
    tmp_path: Path, language: str, told: tuple[str, str]
) -> None:
    articles = tmp_path / "content" / "articles"
    articles.mkdir(parents=True)
    (articles / "a.md").write_text("---\ntitle: A\noutlet: unknown\ntopics: [floods]\n---\n\nWords.\n")
    (tmp_path / "content" / "topics.yaml").write_text(
        "floods:\n  name: Floods\n  description: High water.\n  languages:\n    de: {name: Fluten}\n"
    )
    (topic,) = load(Config(tmp_path, language=language)).topics
    assert (topic.key, topic.name, topic.description) == ("floods", *told)
