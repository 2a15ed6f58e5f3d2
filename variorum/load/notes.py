"""`<id>.notes.yaml` -> Notes: a curator's corrections and notes on one article."""

from __future__ import annotations

from variorum.load import keys
from variorum.load.dates import published
from variorum.load.files import decoded
from variorum.model import Kind, Notes, Problem, QuoteNote, RelationKind
from variorum.records import Record, Source


def read_notes(content: bytes, file: str) -> tuple[Notes | None, tuple[Problem, ...]]:
    """The notes of one file; None where there is an error among the problems."""
    text = decoded(content, file)
    if isinstance(text, Problem):
        return None, (text,)
    source = Source(file, text, manual="docs/formats.md#notes")
    record = source.read()
    if record is None:
        return None, tuple(source.problems)
    record.only(keys.NOTES)
    notes = Notes(
        file=file,
        quotes=(*(_quote(one) for one in record.records("quotes")), *_not_quotes(record)),
        note=record.text("note"),
        relations=tuple(_relation(one) for one in record.records("relations")),
    )
    return (None if source.problems else notes), tuple(source.problems)


def _quote(record: Record) -> QuoteNote:
    record.only(keys.QUOTE_NOTE)
    if "quote" not in record:
        record.problem("A022", None, "this entry does not say which quotation it is about", "add `quote:` with its words")
    kind = record.choice("kind", Kind, Kind.DIRECT) if "kind" in record else None
    checked = record.record("checked")
    by, on = _checked(checked) if checked else ("", "")
    return QuoteNote(
        quote=record.text("quote"),
        line=record.line(),
        speaker=record.text("speaker") or None,
        kind=kind.value if kind else None,
        note=record.text("note"),
        checked_by=by,
        checked_on=on,
    )


def _checked(record: Record) -> tuple[str, str]:
    record.only(keys.CHECKED)
    by, on = record.text("by"), record.text("on")
    try:
        if on:
            published(on)
    except ValueError as error:
        record.problem("A012", "on", f"'{on}' is no date: {error}", "write 2020-09-11")
    if not by:
        record.problem("A022", None, "this entry does not say who checked it", "add `by:` with a name or initials")
    return by, on


def _not_quotes(record: Record) -> tuple[QuoteNote, ...]:
    return tuple(
        QuoteNote(quote=words, line=record.source.line(("not_quotes", place)), remove=True)
        for place, words in enumerate(record.texts("not_quotes"))
    )


def _relation(record: Record) -> tuple[str, str]:
    record.only(keys.RELATION)
    if "article" not in record:
        record.problem("A022", None, "this entry does not say which article it is about", "add `article:` with its id")
    kind = record.choice("kind", RelationKind, RelationKind.REPUBLISHED)
    return record.text("article"), kind.value
