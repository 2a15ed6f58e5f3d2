"""Pictures made at build time: SVG with a text equivalent, drawn in the colours of the stylesheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Picture:
    """An SVG and what it says in words."""

    title: str
    svg: Markup
    rows: tuple[tuple[str, str], ...]
    """The same as a table of two columns."""
    table: str = ""
    """What opens the table."""


CHART_WIDTH, CHART_HEIGHT, CHART_FOOT = 576, 72, 18  # CSS pixels: the measure of the text, four lines high.


_COLUMN = Markup(
    '<rect class="column" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {}</title></rect>'
)  # fmt: skip
_LABEL = Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>')


def column_chart(title: str, counts: Sequence[tuple[str, int]], table: str) -> Picture:
    """A column for each (label, count); every label is written where there is room, else the first and last."""
    top = max((count for _, count in counts), default=1) or 1
    step = CHART_WIDTH / max(len(counts), 1)
    bars, labels = [], []
    for place, (label, count) in enumerate(counts):
        height = max(1.0, count / top * CHART_HEIGHT) if count else 0.0
        x, width = place * step, max(1.0, min(step - 2, 28))
        bars.append(_COLUMN.format(x, CHART_HEIGHT - height, width, height, label, count))
        if step >= 36 or place in (0, len(counts) - 1):
            anchor = "end" if place and place == len(counts) - 1 and step < 36 else "start"
            labels.append(_LABEL.format(x + width if anchor == "end" else x, CHART_HEIGHT + CHART_FOOT - 4, anchor, label))
    base = Markup('<path class="axis" d="M0 {0}.5H{1}"/>').format(CHART_HEIGHT, CHART_WIDTH)
    return _picture(title, CHART_WIDTH, CHART_HEIGHT + CHART_FOOT, Markup("").join([*bars, base, *labels]),
                    [(label, str(count)) for label, count in counts], table)  # fmt: skip


def _picture(title: str, width: int, height: int, body: Markup, rows: Sequence[tuple[str, str]], table: str) -> Picture:
    svg = Markup(
        '<svg class="picture" viewBox="0 0 {0} {1}" width="{0}" height="{1}" aria-hidden="true" focusable="false">{2}</svg>'
    )
    return Picture(title, svg.format(width, height, body), tuple(rows), table)
