"""Full names that only a headline gives."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from variorum.names.forms import Form
from variorum.names.stretches import Found


def from_headline(
    found: Sequence[Found], headline: int, titled: bool, named: set[str]
) -> dict[tuple[tuple[str, ...], str], list[Found]]:
    """Full names that only a headline gives: those of which the text uses the last word alone, and no other.

    Of one *titled*, with capitals throughout, the two words that begin a run: "Hillary Clinton Goes After" gives "Hillary
    Clinton" where "Clinton" has no first name in the text.
    """
    there = [one for one in takewhile(lambda one: one.start < headline, found) if len(one.form.keys) > 1]
    names: dict[tuple[tuple[str, ...], str], list[Found]] = {}
    if not there:
        return names
    alone = {one.form.keys[0] for one in found if len(one.form.keys) == 1 and one.start >= headline} - named
    for one in there:
        form = _beginning(one.form) if titled else one.form
        if form and form.keys[-1] in alone and alone.isdisjoint(form.keys[:-1]):
            names[form.keys, form.suffix] = [one._replace(form=form)]
    return names


def _beginning(form: Form) -> Form | None:
    """The first two words of *form* as a name."""
    if len(form.keys) < 2 or len(form.words) != len(form.keys):
        return None
    words = form.words[:2]
    return form.but(words=words, keys=form.keys[:2], suffix="", organisation=False, name=" ".join(words))
