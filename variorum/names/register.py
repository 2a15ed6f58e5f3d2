"""Forms of names gathered into one entry a person or organisation, by the rules of newspaper usage.

A full name stands for whoever shares its last word and first word (or initial); a single word stands for the one full
name that ends with it, else for the one that begins with it ("Zhao" of "Zhao Lijian"). Where several could be meant,
title, gender, nearness and prominence decide, and the choice is marked as less sure.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from variorum.names.entries import Entry, contradicts, full_name, likely, stand_for
from variorum.names.forms import Form
from variorum.names.headlines import from_headline
from variorum.names.stretches import Found

CLEAR = 2.0  # of closeness: of 32 family names that several bear, drawn and judged by reading, 30 went right
NEAR = 400  # characters after which nearness counts half


class Named(NamedTuple):
    """A form at its place, with the entry it stands for."""

    start: int
    end: int
    entry: int
    sure: bool
    """False where another entry of the same family name could as well be meant."""
    outer: int
    form: Form


_named = partial(tuple.__new__, Named)  # half the time of Named(...)


class Register:
    """Who is named in an article, and where."""

    def __init__(
        self, found: Sequence[Found], headline: int, titled: bool, witness: Callable[[Entry, Named], bool], shy: bool = False
    ) -> None:
        """Gather *found*; what stands before *headline* founds no full name unless the body repeats it. With *titled*, all
        words there have a capital.

        *witness* is called with every name in its place, to note on its entry what the text says there; it answers
        whether its bearer is brought forward there. With *shy*, a single word is no name by its capital alone.
        """
        self.entries: list[Entry] = []
        self._last: defaultdict[str, list[int]] = defaultdict(list)
        self._first: defaultdict[str, list[int]] = defaultdict(list)
        self._inner: defaultdict[str, list[int]] = defaultdict(list)
        self._single: dict[str, int] = {}
        self._full: dict[tuple[tuple[str, ...], str], int] = {}
        self._found_full(found, headline, titled)
        self._index()
        self.named: list[Named] = []
        self._witness = witness
        self._headline = headline
        self._shy = shy
        self._titled = {one.form.keys[0] for one in found if one.form.gender and len(one.form.keys) == 1}
        self._at: defaultdict[int, list[int]] = defaultdict(list)
        self._open: list[tuple[Found, list[int]]] = []
        self._place(found)
        self._starts = [named.start for named in self.named]
        for entry in self.entries:
            entry.name = full_name(entry)
            entry.person += likely(entry)

    def within(self, start: int, end: int) -> list[Named]:
        """The names that end after *start* and begin before *end*."""
        first = bisect_right(self._starts, start)
        if first and self.named[first - 1].end > start:
            first -= 1
        last = first
        while last < len(self.named) and self.named[last].start < end:
            last += 1
        return self.named[first:last]

    def before(self, position: int) -> int:
        """How many names begin before *position*."""
        return bisect_right(self._starts, position - 1)

    def _found_full(self, found: Sequence[Found], headline: int, titled: bool) -> None:
        forms: dict[tuple[tuple[str, ...], str], list[Found]] = defaultdict(list)
        alone = {one.form.keys[0] for one in found if one.form.titular and len(one.form.keys) == 1}
        for one in found:
            form = one.form
            keys = form.keys
            if len(keys) < 2 or form.capitals:
                continue  # capitals: a heading, or somebody written so in a transcript, who has another form
            if not form.titular or keys[-1] in alone:
                forms[keys, form.suffix].append(one)
        body = {key: places for key, places in forms.items() if places[-1].start >= headline}
        body.update(from_headline(found, headline, titled, {keys[-1] for keys, _ in body}))
        order = sorted(body, key=lambda key: (-len(key[0]), body[key][0].start))
        for keys, suffix in order:
            places = body[keys, suffix]
            number = self._same(keys, suffix)
            if number is None:
                number = len(self.entries)
                self.entries.append(Entry(number, keys, suffix, places[0].start, full=True))
            entry = self.entries[number]
            if entry.forms and len(places) > 1 and len(places) > len(body.get((entry.keys, suffix), ())):
                entry.keys = keys
            entry.forms.append(keys)
            self._full[keys, suffix] = number
            entry.first = min(entry.first, places[0].start)
            entry.organisation |= places[0].form.organisation
            entry.thing |= places[0].form.thing
            for place in places:
                entry.written(place.form.name, 1 if place.start >= headline or len(places) == 1 else 0)
            self._inner[keys[-1]].append(number)
            if len(keys) > 1:
                self._inner[keys[-2]].append(number)

    def _same(self, keys: tuple[str, ...], suffix: str) -> int | None:
        """The entry of a longer or equally long form that *keys* can stand for."""
        for number in dict.fromkeys(self._inner.get(keys[-1], ())):
            entry = self.entries[number]
            if entry.suffix == suffix and any(stand_for(keys, other) for other in entry.forms):
                return number
        return None

    def _index(self) -> None:
        """Tables by last word, and by the first of the form that is used most: "Zhao" of "Zhao Lijian"."""
        for (keys, _), number in self._full.items():
            if number not in self._last[keys[-1]]:
                self._last[keys[-1]].append(number)
        for entry in self.entries:
            self._first[entry.keys[0]].append(entry.number)
        for table in (self._last, self._first):
            for numbers in table.values():
                if len(numbers) > 1:
                    numbers.sort(key=lambda number: self.entries[number].first)

    def _place(self, found: Sequence[Found]) -> None:
        """Give every form its entry where there is no choice; the others wait for `settle`."""
        full, titled = self._full, self._titled
        for one in found:
            form = one.form
            keys = form.keys
            many = len(keys) > 1
            known = full.get((keys, form.suffix)) if many else None
            candidates = [known] if known is not None else self._candidates(form)
            if not candidates and many and (one.start < self._headline or form.capitals):
                candidates = self._last.get(keys[-1], [])
                if len(candidates) != 1:
                    continue
                one = one._replace(form=form.but(title="", gender=""))
            if len(candidates) > 1 or (candidates and not many and keys[0] in titled):
                self._open.append((one, candidates))
            elif candidates:
                self._add(one, candidates[0], True)
            elif not form.titular and not (self._shy and _common(form)):
                self._add(one, self._alone(form, one.start), True)

    def mentioned(self, one: Found) -> int:
        """The entry of a name that only a mention shows to be one, in a language that gives every noun a capital."""
        number = self._alone(one.form, one.start)
        self.entries[number].name = self.entries[number].name or one.form.name
        return number

    def unsettled(self) -> list[int]:
        """Where family names stand that several bear."""
        return [one.start for one, _ in self._open]

    def settle(self, hint: Callable[[int], str]) -> None:
        """Choose for the family names that several bear, with what has been learned of each by now.

        *hint* gives the gender of the pronoun that takes up a name, by the name's end.
        """
        for gendered in (True, False):  # "Mr. Obama" tells more than "President Obama" does
            for one, candidates in self._open:
                if bool(one.form.gender) is gendered:
                    gender = one.form.gender or (hint(one.end) if len(candidates) > 1 else "")
                    number, clear = self._settled(one, candidates, gender)
                    self._add(one, number, len(candidates) == 1, clear)
        self.named.sort(key=lambda named: named.start)
        self._starts = [named.start for named in self.named]
        for entry in self.entries:
            entry.name = entry.name or full_name(entry)

    def _settled(self, one: Found, candidates: list[int], gender: str) -> tuple[int, bool]:
        """Which of *candidates* a family name means, and whether that is clear."""
        namesake = self._single.get(one.form.keys[-1])
        entries = [self.entries[number] for number in candidates]
        fitting = [entry for entry in entries if not contradicts(entry, gender)]
        if not fitting and one.form.gender:
            return self._alone(one.form, one.start), True  # Mr. Obama, where the text names only Michelle Obama in full
        if namesake is not None:
            fitting.append(self.entries[namesake])
        return self._choose(fitting or entries, one)

    def _add(self, one: Found, number: int, sure: bool, clear: bool = True) -> None:
        entry = self.entries[number]
        entry.count += 1
        form = one.form
        if form.title:
            entry.titles.add(form.title)
        if sure and entry.full and len(form.keys) == 1:
            entry.short.add(form.name)
            entry.alone += 1
        named = _named((one.start, one.end, number, clear, one.outer, form))
        self.named.append(named)
        if self._witness(entry, named):
            self._at[number].append(one.start)
            if entry.full and len(form.keys) > 1:
                entry.written(form.name)  # beside a verb a name stands in its first case

    def _candidates(self, form: Form) -> list[int]:
        last = form.keys[-1]
        found = self._last.get(last, [])
        if len(form.keys) > 1:
            return [number for number in found if any(stand_for(keys, form.keys) for keys in self.entries[number].forms)]
        if form.suffix:
            return [number for number in found if self.entries[number].suffix == form.suffix] or found
        if form.organisation and not found:
            return []
        return found or [number for number in self._first.get(last, []) if not self.entries[number].thing]

    def _choose(self, entries: list[Entry], one: Found) -> tuple[int, bool]:
        """Of several of one family name: whose title fits; then who is named often and was brought forward nearby.

        It is clear where one leads the others by CLEAR.
        """
        if one.form.title:
            entries = [entry for entry in entries if one.form.title in entry.titles] or entries
        entries = [entry for entry in entries if entry.first <= one.start] or entries
        close = {entry.number: self._closeness(entry, one.start) for entry in entries}
        best = max(entries, key=lambda entry: (close[entry.number], -entry.first))
        return best.number, all(close[best.number] - close[entry.number] >= CLEAR for entry in entries if entry is not best)

    def _closeness(self, entry: Entry, position: int) -> float:
        """How much its number of full names and the distance of its last name before *position* speak for an entry."""
        places = self._at[entry.number]
        before = bisect_right(places, position)
        near = 0.0 if not before else 2.0 * 0.5 ** ((position - places[before - 1]) / NEAR)
        return math.log2(1 + entry.count) + near

    def _alone(self, form: Form, position: int) -> int:
        """The entry of a name that no full name explains: "Microsoft"."""
        key = " ".join((*form.keys, form.suffix)).strip()
        number = self._single.get(key)
        if number is None:
            number = self._single[key] = len(self.entries)
            self.entries.append(Entry(number, form.keys, form.suffix, position, organisation=form.organisation))
        self.entries[number].written(form.name)
        return number


def _common(form: Form) -> bool:
    """Whether a single capitalised word may as well be a common noun."""
    return len(form.keys) == 1 and not (form.title or form.organisation or form.words[0].isupper())
