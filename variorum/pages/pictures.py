"""Pictures made at build time: SVG with a text equivalent, drawn in the colours of the stylesheet.

A picture is hidden from screen readers; its rows say the same and stand below it as a table that opens.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from markupsafe import Markup, escape

from variorum.model.values import Value, dataclass


@dataclass(frozen=True, slots=True)
class Picture(Value):
    """An SVG and what it says in words."""

    title: str
    svg: Markup
    rows: tuple[tuple[str, str], ...]
    """The same as a table of two columns."""
    table: str
    """What opens the table."""


@dataclass(frozen=True, slots=True)
class Strip(Value):
    """A text as a bar, with stretches of it shaded."""

    label: str
    length: int
    """Characters."""
    shaded: tuple[tuple[int, int], ...]
    note: str
    """What it says in words."""


class Ribbon(NamedTuple):
    """Joins what two texts share, by their places among the strips."""

    one: int
    start: int
    end: int
    two: int
    start_in_two: int
    end_in_two: int


WIDTH = 720  # CSS pixels, scaled down where there is less room: the widest column that every page has.
COLUMNS_HEIGHT, COLUMNS_FOOT, COLUMN, LABEL = 72, 22, 28, 36  # a column's height at most, its label, widths of both
LETTER = 6.2  # width of a letter of a label: 13 px in the sans
WIDEST = 88  # from one column to the next, where there are few: room for a label as large as phones show it
BAR, STRIP_LABEL = 14, 24  # height of a strip, width of its name
APART, RIBBON = 64, 36  # height of the space that ribbons cross between two strips, and between more
TOGETHER = 4  # witnesses of one day that a timeline names one by one
FLOW_ROW, FLOW_LABEL, FLOW_MOST = 22, 200, 14  # of the picture of copies: a row, the names, the thickest band

_RECT = '<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
_TEXT = '<text x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>'
_INNER = '<text class="inner" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>'
"""A label that is left out where the picture is small."""
_PATH = '<path class="{}" d="{}"/>'
_SVG = (
    '<svg class="picture" viewBox="0 0 {0} {1:.0f}" width="{0}" height="{1:.0f}" aria-hidden="true" focusable="false">{2}</svg>'
)
"""Plain texts, filled ten times as fast as `Markup`: what is no number or word of ours is escaped where it is put in."""


def columns(title: str, counts: Sequence[tuple[str, int]], table: str) -> Picture:
    """A column for each (label, count); every label is written where there is room, else the first and the last."""
    top = max((count for _, count in counts), default=1) or 1
    step = min(WIDTH / max(len(counts), 1), WIDEST)
    room = LETTER * max((len(label) for label, _ in counts), default=0) + 6
    parts: list[str] = []
    for place, (label, count) in enumerate(counts):
        height = max(1.0, count / top * COLUMNS_HEIGHT) if count else 0.0
        x, width = place * step, max(1.0, min(step - 2, COLUMN))
        parts.append(_RECT.format("column", x, COLUMNS_HEIGHT - height, width, height))
        last = place == len(counts) - 1
        if step >= room or not place or last:
            end = bool(place) and last and step < room
            text = _TEXT if not place or last else _INNER
            parts.append(
                text.format(
                    x + width if end else x, COLUMNS_HEIGHT + COLUMNS_FOOT - 4, "end" if end else "start", escape(label)
                )
            )
    parts.append(_PATH.format("axis", f"M0 {COLUMNS_HEIGHT}.5H{WIDTH}"))
    return _picture(title, COLUMNS_HEIGHT + COLUMNS_FOOT, parts, [(label, str(count)) for label, count in counts], table)


def strips(title: str, shown: Sequence[Strip], ribbons: Sequence[Ribbon], table: str) -> Picture:
    """Texts as bars below one another, on one scale, joined by *ribbons*, which pass behind those between."""
    scale = (WIDTH - STRIP_LABEL) / max((strip.length for strip in shown), default=1)
    step = BAR + (BAR if not ribbons else APART if len(shown) == 2 else RIBBON)
    parts: list[str] = []
    for ribbon in ribbons:
        (upper, *above), (lower, *below) = sorted((ribbon[:3], ribbon[3:]))
        x1, x2, x3, x4 = (STRIP_LABEL + place * scale for place in (*above, *reversed(below)))
        parts.append(_PATH.format("ribbon", f"M{x1:.1f} {upper * step + BAR}H{x2:.1f}L{x3:.1f} {lower * step}H{x4:.1f}Z"))
    for number, strip in enumerate(shown):
        y = number * step
        parts.append(_TEXT.format(0, y + BAR - 2, "start", escape(strip.label)))
        parts.append(_RECT.format("strip", STRIP_LABEL, y, strip.length * scale, BAR))
        parts += [_RECT.format("strip-shared", STRIP_LABEL + a * scale, y, (b - a) * scale, BAR) for a, b in strip.shaded]
    return _picture(title, step * (len(shown) - 1) + BAR, parts, [(strip.label, strip.note) for strip in shown], table)


def timeline(title: str, points: Sequence[tuple[int, str, str]], table: str) -> Picture:
    """(day, sigil, date) on a line; those of one day share a place."""
    days: dict[int, list[str]] = {}
    dates = {day: date for day, _, date in reversed(points)}
    for day, sigil, _ in points:
        days.setdefault(day, []).append(sigil)
    first, last = min(days), max(days)
    scale = (WIDTH - 2 * LABEL) / max(last - first, 1)
    parts: list[str] = []
    foot = 2 * BAR
    for day, sigils in days.items():
        x = LABEL + (day - first) * scale
        label = " ".join(sigils) if len(sigils) <= TOGETHER else f"{sigils[0]} … {sigils[-1]}"
        parts.append(_TEXT.format(x, foot - BAR / 2, "middle", escape(label)))
        if day in (first, last):
            parts.append(_TEXT.format(x, foot + 2 * BAR, "start" if day == first else "end", escape(dates[day])))
    ticks = "".join(f"M{LABEL + (day - first) * scale:.1f} {foot - 4}v8" for day in sorted(days))
    parts.append(_PATH.format("axis", f"M0 {foot}.5H{WIDTH}{ticks}"))
    return _picture(title, foot + 2 * BAR + 4, parts, [(sigil, date) for _, sigil, date in points], table)


def flows(title: str, counted: Sequence[tuple[str, str, int]], table: str) -> Picture:
    """Bands from the left names to the right ones, as thick as (from, to, count) says; both sides sorted by their sum."""
    left, right = _ranked(counted, 0), _ranked(counted, 1)
    most = max((count for _, _, count in counted), default=1)
    parts: list[str] = []
    middle = WIDTH / 2
    for one, two, count in counted:
        y1, y2 = (FLOW_ROW * (names.index(name) + 0.5) for names, name in ((left, one), (right, two)))
        curve = f"M{FLOW_LABEL} {y1:.1f}C{middle} {y1:.1f} {middle} {y2:.1f} {WIDTH - FLOW_LABEL} {y2:.1f}"
        width = max(1, round(count / most * FLOW_MOST))
        parts.append(f'<path class="flow" stroke-width="{width}" d="{curve}"/>')
    for names, x, anchor in ((left, FLOW_LABEL - 8, "end"), (right, WIDTH - FLOW_LABEL + 8, "start")):
        parts += [_TEXT.format(x, FLOW_ROW * (place + 0.5) + 4, anchor, escape(name)) for place, name in enumerate(names)]
    rows = [(f"{one} → {two}", str(count)) for one, two, count in counted]
    return _picture(title, FLOW_ROW * max(len(left), len(right)), parts, rows, table)


def _ranked(counted: Sequence[tuple[str, str, int]], side: int) -> list[str]:
    sums: dict[str, int] = {}
    for row in counted:
        sums[str(row[side])] = sums.get(str(row[side]), 0) + row[2]
    return sorted(sums, key=lambda name: (-sums[name], name))


def _picture(title: str, height: float, parts: Sequence[str], rows: Sequence[tuple[str, str]], table: str) -> Picture:
    return Picture(title, Markup(_SVG.format(WIDTH, height, "".join(parts))), tuple(rows), table)
