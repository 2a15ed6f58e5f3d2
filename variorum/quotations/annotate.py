"""Stage 2: an article in, its quotations out, each with who said it and how that is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from variorum.lexicon import Lexicon
from variorum.model import NOBODY, Annotation, Article, Attribution, BlockKind, Entity, Kind, Quotation, QuotationId
from variorum.names import Mention, Names, Resolved, plausible
from variorum.quotations.attribution import Decision, decide
from variorum.quotations.kinds import spoken_kind, unspoken_kind
from variorum.quotations.legible import legible
from variorum.quotations.marks import Marked, marked, runs
from variorum.quotations.model import Model
from variorum.quotations.reading import Reading
from variorum.quotations.tokens import spoken_words, vocabulary
from variorum.text import WORD

SURE_NAME = 0.95  # certainty of a name from which on it takes nothing from the confidence
IMPLAUSIBLE = 0.7  # certainty at most of a name that looks like none, so that its quotation is never certain
_HEADLINES = (BlockKind.TITLE, BlockKind.DEK)


@dataclass(slots=True)
class _Draft:
    """A quotation in the making: its pieces, one a block, and what was decided of the first."""

    pieces: list[Marked]
    kind: Kind
    decision: Decision | None


def annotate(article: Article, *, by_rules: bool = False, fitted: Model | None = None) -> Annotation:
    """Find the quotations of *article* and who is quoted. Pure; fails on no text.

    *by_rules* leaves the fitted ranking aside, as where a language has none; *fitted* takes the place of the language's own.
    In a language without a lexicon the marks are paired and no speaker is looked for (`Annotation.searched` is False).
    Method: docs/quotations.md.
    """
    blocks = [block.span for block in article.blocks]
    headlines = sum(block.kind in _HEADLINES for block in article.blocks)
    known, text = vocabulary(article.language), legible(article.text)
    if known is None:
        drafts = [_unread(text, run) for run in runs(text, blocks, marked(text, blocks))]
        return Annotation(article.id, _numbered(article, drafts, {}), searched=False)
    reading = Reading(text, blocks, headlines, known)
    if not any(reading.pieces):
        return Annotation(article.id, ())
    names = Names(text, [piece.words for pieces in reading.pieces for piece in pieces], known.lexicon)
    drafts = [
        _draft(reading, [piece for _, piece in run], decision) for run, decision in decide(reading, names, by_rules, fitted)
    ]
    resolved = {draft: _capped(one, known.lexicon) for draft, one in _resolved(text, drafts, names).items()}
    return Annotation(article.id, _numbered(article, drafts, resolved), _entities(names, resolved.values()))


def _unread(text: str, run: Sequence[tuple[int, Marked]]) -> _Draft:
    """A quotation in a language without a lexicon."""
    pieces = [piece for _, piece in run]
    inside = pieces[0].words.of(text)
    short = len(pieces) == 1 and len(WORD.findall(inside)) <= 2 and inside[-1:] not in ".,?!"
    return _Draft(pieces, Kind.SCARE if short else spoken_kind(inside, None), None)


def _draft(reading: Reading, pieces: list[Marked], decision: Decision) -> _Draft:
    text = pieces[0].words.of(reading.text)
    lexicon = reading.words.lexicon
    if not decision.spoken:
        kind = unspoken_kind(text, decision.before, lexicon)
    else:
        kind = Kind.DIRECT if len(pieces) > 1 else spoken_kind(text, lexicon)
    return _Draft(pieces, kind, decision if decision.mention else None)


def _resolved(text: str, drafts: Sequence[_Draft], names: Names) -> dict[int, Resolved]:
    """Who is meant, by the draft's identity. Several who speak as one keep the words that name them."""
    spoken = [(draft, draft.decision, draft.decision.mention) for draft in drafts if draft.decision and draft.decision.mention]
    single = [(draft, decision.taken_up, mention) for draft, decision, mention in spoken if not decision.joint]
    found = names.resolve([Mention(taken_up or mention, draft.pieces[0].words) for draft, taken_up, mention in single])
    resolved = {id(draft): one for (draft, _, _), one in zip(single, found, strict=True)}
    for draft, decision, mention in spoken:
        if decision.joint:
            resolved[id(draft)] = Resolved(" ".join(mention.of(text).split()), "name", 1.0)
    return resolved


def _entities(names: Names, resolved: Iterable[Resolved]) -> tuple[Entity, ...]:
    """Those who are quoted, in the order of the names in the text, then those who speak together."""
    used = sorted({one.entity for one in resolved if one.entity >= 0})
    others = dict.fromkeys(one.name for one in resolved if one.entity < 0 and one.rule == "name")
    return (*map(names.entity, used), *map(Entity, others))


def _numbered(article: Article, drafts: Sequence[_Draft], resolved: dict[int, Resolved]) -> tuple[Quotation, ...]:
    seen: Counter[str] = Counter()
    found = []
    for number, draft in enumerate(drafts, 1):
        inside = tuple(piece.words for piece in draft.pieces)
        key = quotation_key(" ".join(span.of(article.text) for span in inside))
        seen[key] += 1
        name = QuotationId(key if seen[key] == 1 else f"{key}-{seen[key]}")
        attribution = _attribution(draft, resolved.get(id(draft)))
        found.append(
            Quotation(article.id, name, number, tuple(piece.span for piece in draft.pieces), inside, draft.kind, attribution)
        )
    return tuple(found)


def _capped(resolved: Resolved, lexicon: Lexicon) -> Resolved:
    """*resolved*, less certain where it looks like no speaker."""
    return resolved if plausible(resolved, lexicon) else resolved._replace(certainty=min(resolved.certainty, IMPLAUSIBLE))


def _certainty(resolved: Resolved) -> float:
    """How much the name takes from the confidence in the mention.

    Of 175 labelled names with a certainty of SURE_NAME or more 164 are right in full. A lower one takes its square root,
    because the mention and the name fail together: docs/quotations.md#confidence.
    """
    return 1.0 if resolved.certainty >= SURE_NAME else max(resolved.certainty, 0.0) ** 0.5


def quotation_key(text: str) -> str:
    """`q-` and six hexadecimal digits of the folded words' sha256: the same words have the same key in every article."""
    folded = " ".join(spoken_words(text)).replace("-", " ").casefold().replace("’", "'")  # of text.WORD, hyphens cut
    return "q-" + sha256(folded.encode("utf-8", "surrogatepass")).hexdigest()[:6]


def _attribution(draft: _Draft, resolved: Resolved | None) -> Attribution:
    decision = draft.decision
    if decision is None or resolved is None:
        return NOBODY
    rule = resolved.rule if resolved.rule in ("pronoun", "role", "unnamed") else decision.rule
    return Attribution(
        speaker=None,
        name=resolved.name,
        rule=rule,
        confidence=round(decision.confidence * (1.0 if resolved.name == decision.name else _certainty(resolved)), 3),
        mention=decision.mention,
        cue=decision.cue,
        antecedent=resolved.antecedent or decision.taken_up,
    )
