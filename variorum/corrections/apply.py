"""A curator's notes on one article, applied: they win over everything found."""

from __future__ import annotations

from dataclasses import replace

from variorum.corrections.anchor import SILENT
from variorum.corrections.match import Match, match, place
from variorum.model import (
    NOBODY,
    Annotation,
    Article,
    Attribution,
    Kind,
    Problem,
    Quotation,
    QuotationId,
    QuoteNote,
    Standing,
)

SPEAKERLESS = (Kind.SCARE, Kind.TITLE)
SHOWN = 60  # characters of a quotation in a message


def correct(article: Article, annotation: Annotation) -> Annotation:
    """*annotation* with the notes of *article* applied.

    A corrected speaker stands as the curator wrote it in `Attribution.name`, with the rule `corrected`; stage 3 finds out
    who that is. A note that fits no quotation, or several, or only about, is among `problems` and changes nothing but in
    the last case.
    """
    if article.notes is None or not article.notes.quotes:
        return annotation
    held = {quotation.id: quotation for quotation in annotation.quotations}
    problems = list(annotation.problems)
    removed: set[QuotationId] = set()
    for note in article.notes.quotes:
        found = match(article.text, annotation.quotations, note.quote)
        problem = _problem(article, note, found)
        if problem is not None:
            problems.append(problem)
        if len(found.quotations) == 1:
            quotation = held[found.quotations[0].id]
            held[quotation.id] = _apply(quotation, note)
            removed |= {quotation.id} if note.remove else set()
    kept = [one for key, one in held.items() if key not in removed]
    numbered = tuple(replace(one, number=number) for number, one in enumerate(kept, 1))
    return replace(annotation, quotations=numbered, problems=tuple(problems))


def _apply(quotation: Quotation, note: QuoteNote) -> Quotation:
    kind = Kind(note.kind) if note.kind is not None else quotation.kind
    attribution = quotation.attribution
    if note.speaker is not None:
        attribution = _spoken(attribution, note.speaker)
    elif kind in SPEAKERLESS and quotation.kind not in SPEAKERLESS:
        attribution = replace(NOBODY, rule="corrected", standing=Standing.CORRECTED)
    elif note.kind is not None and kind != quotation.kind:
        attribution = replace(attribution, standing=Standing.CORRECTED)
    if note.checked_by:
        by = ", ".join(part for part in (note.checked_by, note.checked_on) if part)
        attribution = replace(attribution, standing=Standing.CHECKED, by=by, confidence=1.0)
    if note.note:
        attribution = replace(attribution, note=note.note)
    return replace(quotation, kind=kind, attribution=attribution)


def _spoken(attribution: Attribution, speaker: str) -> Attribution:
    corrected = replace(attribution, speaker=None, rule="corrected", confidence=1.0, standing=Standing.CORRECTED)
    if speaker.casefold() == "nobody":
        return replace(corrected, name="", mention=None, cue=None, antecedent=None)
    return replace(corrected, name=speaker)


def _problem(article: Article, note: QuoteNote, found: Match) -> Problem | None:
    file = article.notes.file if article.notes else article.file
    shown = note.quote if len(note.quote) <= SHOWN else note.quote[: SHOWN - 1] + "…"
    if len(found.quotations) > 1:
        choices = "; ".join(f"“{_excerpt(article.text, one)}”" for one in found.quotations)
        return Problem(file, note.line, "N001", f"“{shown}” fits {len(found.quotations)} quotations: {choices}", _MORE)
    if found.quotations:
        if found.score >= SILENT:
            return None
        now = _excerpt(article.text, found.quotations[0])
        return Problem(file, note.line, "N002", f"“{shown}” was moved or edited; it now goes to “{now}”", _CHECK, "warning")
    span = place(article.text, note.quote)
    if span is None:
        return Problem(file, note.line, "N003", f"“{shown}” is not in the text any more", _GONE, "warning")
    if note.remove:
        return None
    return Problem(file, note.line, "N004", f"“{shown}” is in the text, but no quotation", _UNMARKED, "warning")


_MORE = "write more of its first or last words, or all of them"
_CHECK = "please check it, and write the words as they stand now"
_GONE = "write the words as they stand now, or take the entry out"
_UNMARKED = "check the quotation marks around it; the archive marks only what stands between marks"


def _excerpt(text: str, quotation: Quotation) -> str:
    words = " ".join(span.of(text) for span in quotation.words).split()
    return " ".join(words) if len(words) <= 9 else f"{' '.join(words[:4])} ... {' '.join(words[-4:])}"
