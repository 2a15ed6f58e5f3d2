"""What a person should look at: quotations whose speaker is unknown or uncertain, with a correction ready to paste."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from variorum.config import Config
from variorum.corrections.name import line_of, quotation_names, yaml_text
from variorum.model import Annotation, Article, ArticleId, Attribution, Kind, Quotation, Standing
from variorum.model.values import Value, dataclass

SHOWN = 12  # words of a quotation in the list


@dataclass(frozen=True, slots=True)
class Doubt(Value):
    """One quotation whose speaker a person should establish or confirm."""

    article: ArticleId
    file: str
    """The content file, relative to the archive's root."""
    line: int
    """Where the quotation begins in it, from 1; 0 where its text was not given."""
    number: int
    """The quotation's place in the article."""
    name: str
    """Who the machine thinks said it; "" for nobody."""
    confidence: float
    """0 for nobody."""
    excerpt: str
    """Its first words."""
    notes_file: str
    """Where the correction goes."""
    correction: str
    """An entry of `quotes:`, indented by two spaces, with a line break at its end."""


def doubts(
    articles: Iterable[Article],
    annotations: Iterable[Annotation],
    config: Config,
    sources: Mapping[ArticleId, str] | None = None,
) -> tuple[Doubt, ...]:
    """The quotations without a speaker, or with one less sure than `certain_from`, worst first; none a person has seen.

    *annotations* come out of stage 3. *sources* are the content files' texts, for line numbers.
    """
    by_id = {article.id: article for article in articles}
    found: list[Doubt] = []
    for one in annotations:
        doubtful = [quotation for quotation in one.quotations if _doubtful(quotation, config)] if one.searched else []
        if doubtful:
            article = by_id[one.article]
            names = quotation_names(article.text, one.quotations)
            source = (sources or {}).get(one.article, "")
            found += [_doubt(article, quotation, names[quotation.id], source) for quotation in doubtful]
    return tuple(sorted(found, key=lambda doubt: (doubt.confidence, doubt.article, doubt.number)))


def _doubtful(quotation: Quotation, config: Config) -> bool:
    attribution = quotation.attribution
    if quotation.kind in (Kind.SCARE, Kind.TITLE) or attribution.standing is not Standing.MACHINE:
        return False
    return not attribution.name or attribution.confidence < config.certain_from


def _doubt(article: Article, quotation: Quotation, name: str, source: str) -> Doubt:
    attribution = quotation.attribution
    words = " ".join(span.of(article.text) for span in quotation.words).split()
    return Doubt(
        article=article.id,
        file=article.file,
        line=line_of(source, article.text, quotation) if source else 0,
        number=quotation.number,
        name=attribution.name,
        confidence=attribution.confidence if attribution.name else 0.0,
        excerpt=" ".join(words) if len(words) <= SHOWN else " ".join(words[:SHOWN]) + " …",
        notes_file=article.file.removesuffix(".md") + ".notes.yaml",
        correction=_correction(quotation.attribution, yaml_text(name)),
    )


def _correction(attribution: Attribution, name: str) -> str:
    if attribution.speaker is not None:
        speaker = f"{attribution.speaker}  # {attribution.name}? the machine is {attribution.confidence:.0%} sure"
    elif attribution.name:
        speaker = (
            f"nobody  # the article names only {yaml_text(attribution.name)}; or an id of content/speakers.yaml, or a name"
        )
    else:
        speaker = "nobody  # or an id of content/speakers.yaml, or a name"
    return f"  - quote: {name}\n    speaker: {speaker}\n"
