"""Tables: the same rows in every form, every column explained, cut so that an edit touches few files."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

from tests.pages.samples import ANN, CONFIG, WIRE, archive
from variorum.config import Config, Printed
from variorum.exports import COLUMNS, exports
from variorum.exports.tables import PART, parts
from variorum.model import Archive, ArticleId, Rights
from variorum.strings import languages, strings


def made(of: Archive | None = None, config: Config = CONFIG) -> dict[str, str]:
    return {file.path: file.content.decode() for file in exports(of or archive(), config)}


def as_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_table_has_the_same_rows_in_both_forms() -> None:
    files = made()
    for path in [path for path in files if path.startswith("data/") and path.endswith(".csv")]:
        plain = as_rows(files[path])
        objects = [json.loads(line) for line in files[path.replace(".csv", ".jsonl")].splitlines()]
        told = [
            {
                key: "" if cell is None else "; ".join(cell) if isinstance(cell, list) else str(cell).lower()
                if isinstance(cell, bool) else str(cell)
                for key, cell in row.items()
            }
            for row in objects
        ]  # fmt: skip
        assert (path, plain) == (path, told)


def test_every_column_is_explained_in_every_language() -> None:
    names = {column.name for columns in COLUMNS.values() for column in columns}
    for language in languages():
        t = strings(language)
        assert sorted(name for name in names if not t.known(f"columns.{name}")) == []
        assert sorted(name for name in COLUMNS if not t.known(f"tables.{name}.about")) == []


def test_a_quotation_has_its_words_its_place_its_speaker_and_how_that_is_known() -> None:
    row = as_rows(made()["data/quotations-2020.csv"])[1]
    assert row["quotation"] == "copy-1#q-000002"
    (one,) = [row for row in as_rows(made()["data/quotations-2020.csv"]) if row["quotation"] == "wire-1#q-000002"]
    assert one == {
        "quotation": "wire-1#q-000002", "address": "articles/wire-1.html#q-000002", "article": "wire-1", "outlet": "wire",
        "outlet_name": "The Wire", "published": "2020-05-03", "date": "2020-05-03", "language": "en", "number": "2",
        "paragraph": "1", "block": "p1", "kind": "direct", "words": "It may not hold again,",
        "start": str(WIRE.text.index("It may")), "end": str(WIRE.text.index("hold again,") + 11), "speaker": "ann-lee",
        "speaker_name": "Ann Lee", "rule": "cue-after", "confidence": "0.6", "standing": "machine", "checked_by": "",
        "mention": "F", "cue": "", "utterance": "wire-1-q-000002", "wording": "0",
    }  # fmt: skip


def test_of_a_withdrawn_article_only_the_address_is_told() -> None:
    (row,) = [row for row in as_rows(made()["data/articles-undated.csv"]) if row["article"] == "gone"]
    assert {key: value for key, value in row.items() if value not in ("", "0")} == {
        "article": "gone", "address": "articles/gone.html", "outlet": "paper", "outlet_name": "The Paper", "language": "en",
        "show": "full", "withdrawn": "true",
    }  # fmt: skip


def test_nothing_that_may_not_be_shown_is_in_any_file() -> None:
    secrets = ("Unprintable", "Unshown", "Kept.", "held back")
    assert [(path, words) for path, text in made().items() for words in secrets if words in text] == []


def test_a_name_that_may_not_be_printed_is_in_no_file() -> None:
    files = made(config=replace(CONFIG, attributions=Printed.CHECKED))
    (copy,) = [row for row in as_rows(files["data/quotations-2020.csv"]) if row["quotation"] == "copy-1#q-000001"]
    (wire,) = [row for row in as_rows(files["data/quotations-2020.csv"]) if row["quotation"] == "wire-1#q-000001"]
    assert (copy["speaker"], copy["checked_by"], wire["speaker"], wire["rule"]) == (
        "ann-lee", "MK, 2026-11-20", "", "not-established",
    )  # fmt: skip


def test_a_text_is_handed_on_where_its_licence_allows_and_nowhere_else() -> None:
    assert [path for path in made() if "texts" in path] == []
    sample = archive()
    free = replace(sample.articles[ArticleId("wire-1")], rights=Rights(license="CC-BY-4.0"))
    files = made(replace(sample, articles={**sample.articles, free.id: free}))
    (row,) = as_rows(files["data/texts-2020.csv"])
    assert (row["article"], row["text"]) == ("wire-1", free.text)


def test_what_a_speaker_said_is_told_by_utterance_with_every_witness() -> None:
    tree = json.loads(made()["speakers/ann-lee.json"])
    assert tree["speaker"]["speaker"] == ANN
    assert [(one["utterance"], [row["quotation"] for row in one["witnesses"]]) for one in tree["utterances"]] == [
        ("u-1", ["wire-1#q-000001", "copy-1#q-000001"]),
        ("wire-1-q-000002", ["wire-1#q-000002"]),
    ]
    assert [row["quotation"] for row in as_rows(made()["speakers/ann-lee.csv"])] == [
        "wire-1#q-000001", "copy-1#q-000001", "wire-1#q-000002",
    ]  # fmt: skip


def test_a_table_of_many_rows_is_cut_and_one_more_row_touches_one_piece() -> None:
    keys = [f"article-{number}" for number in range(3 * PART)]
    before, after = dict(parts(keys)), dict(parts([*keys, "one-more"]))
    assert sorted(before) == ["1", "2", "3", "4"]
    assert sorted(key for piece in before.values() for key in piece) == sorted(keys)
    assert sum(before[name] != after[name] for name in before) == 1
    assert max(len(piece) for piece in before.values()) < 2 * PART


def test_a_table_is_cut_by_year_first() -> None:
    year = {"a": "2020", "b": "2021", "c": "undated"}
    assert dict(parts(year, year)) == {"2020": ["a"], "2021": ["b"], "undated": ["c"]}


def test_the_data_page_offers_every_file_with_its_rows_and_size(site: Path) -> None:
    page = (site / "data.html").read_text("utf-8")
    files = sorted((site / "data").iterdir())
    assert [file.name for file in files if f'href="data/{file.name}"' not in page] == []
    size = (site / "data" / "speakers.csv").stat().st_size
    rows = len(as_rows((site / "data" / "speakers.csv").read_text("utf-8")))
    assert f"{size / 1000:.1f} kB" in page or f"{size} B" in page
    assert f"{rows} rows" in page
