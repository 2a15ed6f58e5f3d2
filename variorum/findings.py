"""What is found in one article by itself, before the archive is looked at: kept from build to build in two parts.

Of an article that did not change, a build reads the row; its text, its quotations and its names stay where they are kept.
"""

from __future__ import annotations

import pickle
from functools import partial
from typing import Any

from variorum.bench import Reading, Shape
from variorum.coverage.quoted import Quoted, quoted
from variorum.later import LaterAnnotation, Said, Saying, Sent, annotation_row, digest, make_annotation
from variorum.model import Annotation, Article, ArticleId, Problem, SpeakerId
from variorum.model.values import Value, dataclass
from variorum.quotations import annotate
from variorum.speakers.naming import Naming, naming
from variorum.speakers.resolve import Given, attributed

Findings = tuple[Annotation, Naming, Quoted]
Row = tuple[ArticleId, bool, tuple[Problem, ...], tuple[Said, ...], bytes]
"""As `later.annotation_row`, what was said plain."""

NO_SPEAKERS: frozenset[SpeakerId] = frozenset()
"""Who speaks, before stage 3."""


def findings(article: Article) -> Findings:
    """The quotations of *article*, and of them what the stages over the archive compare."""
    annotation = annotate(article)
    return annotation, naming(article, annotation), quoted(article, annotation)


@dataclass(frozen=True, slots=True)
class Found(Value):
    """The findings in an article, as far as every build needs them."""

    row: Row
    """Of the annotation, before it is known who the speakers are."""
    mark: bytes
    """Stands for all that was found."""
    names: tuple[str, ...]
    """As `Naming.names`."""
    naming_mark: bytes
    quoted_mark: bytes
    """Digests of the two."""
    _naming: bytes
    read: Reading

    @property
    def article(self) -> ArticleId:
        """Where it was found."""
        return self.row[0]

    @property
    def annotation(self) -> LaterAnnotation:
        """Before it is known who the speakers are; made anew each time, as few are asked for."""
        article, searched, problems, said, light = self.row
        return make_annotation(
            article, searched, problems, len(said), NO_SPEAKERS, light, self.mark, Saying(said, self.names, ()),
            lambda: self.read()[0], partial(_sent, self.read),
        )  # fmt: skip

    @property
    def naming(self) -> Naming:
        """What stage 3 reads of the article."""
        found: Naming = pickle.loads(self._naming)
        return found

    @property
    def quoted(self) -> Quoted:
        """What tells which quotations are one utterance."""
        found: Quoted = self.read()[2]
        return found


def found_row(result: Findings) -> Any:
    """Of the findings, the row."""
    annotation, names, words = result
    article, searched, problems, spoken, light = annotation_row(annotation)
    row = article, searched, problems, tuple(map(tuple, spoken)), light
    return row, names.names, digest(names), digest(words), pickle.dumps(names, protocol=5)


def found(row: Any, mark: bytes, read: Reading) -> Found:
    """The findings, to be read later."""
    light, names, naming_mark, quoted_mark, held = row
    return Found(light, mark, names, naming_mark, quoted_mark, held, read)


def _sent(read: Reading) -> Sent | None:
    """How the annotation is sent to another process: as it is kept."""
    packed = read.packed()
    return None if packed is None else (_unpacked, (packed,))


def sent_with(read: Reading, given: Given) -> Sent | None:
    """The same with the speakers that are *given* its quotations."""
    packed = read.packed()
    return None if packed is None else (_attributed, (packed, given))


def _attributed(packed: bytes, given: Given) -> Annotation:
    return attributed(_unpacked(packed), given)


def _unpacked(packed: bytes) -> Annotation:
    annotation: Annotation = pickle.loads(packed)[0][0]
    return annotation


FINDINGS = Shape(found_row, found)
