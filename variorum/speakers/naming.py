"""What stage 3 reads of one article: whom it names, and whose words it gives. Pure, so it is kept from build to build."""

from __future__ import annotations

from variorum.lexicon import lexicon
from variorum.model import Annotation, Article, Entity
from variorum.model.values import Value, dataclass
from variorum.names.folding import folded


@dataclass(frozen=True, slots=True)
class Naming(Value):
    """The names of one article."""

    entities: tuple[Entity, ...]
    names: tuple[str, ...]
    """`Attribution.name` of each quotation, in order."""
    pronouns: tuple[tuple[str, str], ...]
    """(name, `m` or `f`) of each quotation whose mention is "he" or "she"."""


def naming(article: Article, annotation: Annotation) -> Naming:
    """The names of *annotation*, which is *article*'s."""
    words = lexicon(article.language)
    pronouns = words.pronouns if words else {}
    found = [one.attribution for one in annotation.quotations]
    said = [(one.name, pronouns.get(folded(one.mention.of(article.text)), "")) for one in found if one.mention]
    return Naming(annotation.entities, tuple(one.name for one in found), tuple(one for one in said if one[1] in ("m", "f")))
