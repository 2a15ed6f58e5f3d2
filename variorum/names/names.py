"""Everyone named in one article, and whom its mentions mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from operator import attrgetter

from variorum.lexicon import Lexicon
from variorum.model import Entity, Span
from variorum.names.capitals import Written, headline, is_name
from variorum.names.evidence import count_pronouns, next_pronoun, witness
from variorum.names.folding import folded, name_key
from variorum.names.offices import narrowed
from variorum.names.register import Named, Register
from variorum.names.resolve import Follower
from variorum.names.stretches import Found, find
from variorum.names.values import Mention, Resolved

_HEAD_END = re.compile(r"[,;:()\n—–“”\"]| - ")
_PHRASE = re.compile(r"(?:[^\W\d_][\w’'-]*[ ])+\Z")
_BETWEEN = re.compile(r" ([^\W\d_]+)(?= )")
_start = attrgetter("start")
_WORD = re.compile(r"[^\W_]+(?:[-’'.](?!s\b)[^\W_]+)*\.?(?:[’']s\b)?")


class Names:
    """Who is named in *text*, read once. Linear in its length; raises nothing on any text."""

    def __init__(
        self, text: str, quoted: Sequence[Span], lexicon: Lexicon, gender: Mapping[str, tuple[int, int]] | None = None
    ) -> None:
        """Read *text*, in which *quoted* spans are others' words.

        *gender*: votes for he and she by `name_key`, pooled over an archive; they are added to the article's own.
        """
        self._text = text
        self._quoted = sorted(quoted, key=_start)
        self._lexicon = lexicon
        leads: dict[int, int] = {}
        written = Written(text)
        forms = find(text, lexicon)
        families = {one.form.keys[-1] for one in forms if len(one.form.keys) > 1}
        found = narrowed(text, [one for one in forms if is_name(text, one, written, families, lexicon)], lexicon)
        end, titled = headline(text, lexicon)
        self._register = Register(found, end, titled, witness(text, leads, lexicon), lexicon.capital_nouns)
        count_pronouns(text, self._register, self._quoted, lexicon)
        if gender:
            for entry in self._register.entries:
                his, hers = gender.get(name_key(entry.name), (0, 0))
                entry.votes = [entry.votes[0] + his, entry.votes[1] + hers]
        self._register.settle(next_pronoun(text, lexicon))
        if self._register.unsettled():
            count_pronouns(text, self._register, self._quoted, lexicon, settled=True)
        self._leads = leads
        self._follower: Follower | None = None
        self._spoken: list[tuple[int, int]] = []
        """The mentions that were followed, and to which entry."""

    def key(self, span: Span) -> str:
        """The name of whom the words at *span* name; "" where they are no name: a pronoun, a role."""
        named = self._head_name(span)
        return "" if named is None else self._register.entries[named.entry].name

    def whom(self, pronoun: Span) -> str:
        """The name that the pronoun at *pronoun* takes up, as far as the names before it tell; "" for none."""
        found = self._resolve(Mention(pronoun, pronoun))
        return found.name if found.rule == "pronoun" else ""

    def resolve(self, mentions: Sequence[Mention]) -> list[Resolved]:
        """Follow *mentions*, given in the order of their quotations, to names."""
        known: dict[Span, Resolved] = {}
        for mention in mentions:
            if mention.span not in known:
                found = known[mention.span] = self._resolve(mention)
                if found.entity >= 0:
                    self._spoken.append((mention.span.start, found.entity))
                    if self._follower is not None:
                        self._follower.spoke(*self._spoken[-1])
        return [known[mention.span] for mention in mentions]

    def _following(self) -> Follower:
        """Who follows pronouns and roles; made when the first is met, as many an article has none."""
        if self._follower is None:
            self._follower = Follower(self._text, self._register, self._leads, self._quoted, self._lexicon)
            for position, entry in self._spoken:
                self._follower.spoke(position, entry)
        return self._follower

    def entities(self) -> tuple[Entity, ...]:
        """All who are named, in the order of `Resolved.entity`."""
        return tuple(map(self.entity, range(len(self._register.entries))))

    def entity(self, number: int) -> Entity:
        """The one that a `Resolved.entity` tells."""
        entry = self._register.entries[number]
        roles = dict.fromkeys(role for _, _, role in entry.roles)
        return Entity(
            name=entry.name,
            aliases=tuple(sorted((entry.short | set(entry.words)) - {entry.name})),
            roles=tuple(roles),
            organisation=entry.organisation or (entry.body > 1 and entry.body >= sum(entry.votes)),
            gender=(entry.votes[0], entry.votes[1]),
        )

    def _head_name(self, span: Span) -> Named | None:
        """The name that heads the noun phrase at *span*: what its first part ends with."""
        inside = self._register.within(span.start, span.end)
        if not inside:
            return None
        first = inside[0]
        if first.outer <= span.start and first.end >= span.end and not _HEAD_END.search(self._text, span.start + 1, span.end):
            return first  # all of it is the name, as it mostly is
        head = self._head(span, inside)
        fitting = [named for named in inside if named.start < head.end]
        if fitting and fitting[-1].end >= head.end:
            return fitting[-1]
        later = [named for named in inside if named.start >= head.end]
        if later and self._appositive(head, later[0]):
            return later[0]
        return None

    def _head(self, span: Span, inside: Sequence[Named]) -> Span:
        """*span* up to its first comma or preposition, without a possessive ending."""
        text = self._text
        stop = _HEAD_END.search(text, span.start + 1, span.end)
        end = stop.start() if stop else span.end
        for match in _BETWEEN.finditer(text, span.start, end):
            place = match.start()
            if match[1] in self._lexicon.prepositions and not any(one.outer <= place < one.end for one in inside):
                end = place
                break
        while end > span.start + 1 and not text[end - 1].isalnum():
            end -= 1
        words, _, last = text[span.start : end].rpartition(" ")
        if words and last in self._lexicon.reflexives:
            return Span(span.start, span.start + len(words))  # "Smith himself"
        before, hyphen, glued = text[span.start : end].rpartition("-")
        if hyphen and before and (glued in self._lexicon.cues or glued in self._lexicon.auxiliaries):
            end = span.start + len(before)  # "Meehan-said"
        return Span(span.start, end)

    def _appositive(self, head: Span, named: Named) -> bool:
        """ "Russian presidential spokesman, Dmitry Peskov": a name right after a role and a comma."""
        between = self._text[head.end : named.outer]
        return between.strip() == "," and folded(self._text[: head.end].rsplit(None, 1)[-1]) in self._lexicon.roles

    def _resolve(self, mention: Mention) -> Resolved:
        text = mention.span.of(self._text)
        lexicon = self._lexicon
        plain = folded(text.strip())
        gender = lexicon.pronouns.get(plain) or lexicon.objects.get(plain) or lexicon.possessives.get(plain)
        if gender or plain in lexicon.relatives:
            return self._pronoun(mention, gender or "")
        named = self._head_name(mention.span) or self._shown(mention.span, plain)
        if named is not None:
            return self._named(named)
        words = [match[0] for match in _WORD.finditer(self._head(mention.span, ()).of(self._text))]
        found = self._taken_up(words, mention.span.start)
        return Resolved(text.rstrip(" .,;:"), "unnamed", 1.0) if found is None else self._found(found, "role")

    def _shown(self, span: Span, plain: str) -> Named | None:
        """A single capitalised word that speaks, in a language where only that tells it from a common noun."""
        lexicon = self._lexicon
        nouns = (lexicon.roles, lexicon.plural_roles, lexicon.voices, lexicon.bodies, lexicon.determiners)
        if not lexicon.capital_nouns or any(plain in known for known in nouns):
            return None
        forms = find(span.of(self._text), lexicon)
        if not forms or forms[0].end != len(span):
            return None
        found = forms[0]
        follower = self._following()
        number = self._register.mentioned(Found(span.start + found.start, span.end, found.form, span.start))
        named = Named(span.start + found.start, span.end, number, True, span.start, found.form)
        follower.add(named)
        return named

    def _taken_up(self, words: list[str], position: int) -> tuple[Named, float] | None:
        """Whom a role or noun for an organisation means, where it is definite: "the spokesman", not "a spokesman"."""
        lexicon = self._lexicon
        if not words or not self._definite(words, position):
            return None
        head = folded(words[-1])
        if head in lexicon.roles:
            return self._following().role([*words[:-1], head], position)
        if head not in lexicon.bodies:
            return None
        found = self._following().organisation([*words[:-1], head], position)
        if found is not None:
            self._register.entries[found[0].entry].body += 1
        return found

    def _definite(self, words: list[str], position: int) -> bool:
        """Whether the noun phrase of *words* at *position*, or what leads up to it, begins with "the" or a possessive."""
        before = _PHRASE.search(self._text, max(0, position - 70), position)
        lead = [*(before[0].split() if before else ()), *words[:-1]]
        for word in reversed(lead):
            key = folded(word)
            if key in self._lexicon.determiners:
                return key in self._lexicon.definite
            if key in self._lexicon.possessives or word.endswith(("’s", "'s")):
                return True
            if key in self._lexicon.auxiliaries or (key in self._lexicon.cues and key not in self._lexicon.title_parts):
                return False
        return False

    def _pronoun(self, mention: Mention, gender: str) -> Resolved:
        own = Resolved(mention.span.of(self._text), "unnamed", 1.0)
        start = mention.span.start
        if gender in ("1", "1p", "2", "p"):
            return own
        follower = self._following()
        found = follower.pronoun(start, gender) if gender else follower.relative(start)
        return own if found is None else self._found(found, "pronoun")

    def _found(self, found: tuple[Named, float], rule: str) -> Resolved:
        named, certainty = found
        name = self._register.entries[named.entry].name
        return Resolved(name, rule, certainty, Span(named.start, named.end), named.entry)

    def _named(self, named: Named) -> Resolved:
        entry = self._register.entries[named.entry]
        short = entry.full and len(named.form.keys) < 2
        return Resolved(entry.name, "last-name" if short else "name", 0.99 if named.sure else 0.7, None, named.entry)
