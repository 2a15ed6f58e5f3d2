"""Reads the example files: a claim, a text with its mentions in ⟦ ⟧ and ¶ for a paragraph's end, and a line a mention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from variorum.model import Span
from variorum.names import Mention

CASES = Path(__file__).with_name("cases")


@dataclass(frozen=True)
class Case:
    claim: str
    text: str
    mentions: tuple[Mention, ...]
    quoted: tuple[Span, ...]
    expected: tuple[str, ...]


def cases(name: str) -> list[Case]:
    found: list[Case] = []
    for block in re.split(r"\n{2,}", (CASES / name).read_text("utf-8").strip()):
        lines = block.split("\n")
        if all(line.startswith("#") for line in lines):
            continue
        claim = lines[0].removeprefix("# ")
        text = " ".join(line for line in lines[1:] if not line.startswith("-> "))
        found.append(_case(claim, text, tuple(line[3:] for line in lines if line.startswith("-> "))))
    return found


def _case(claim: str, marked: str, expected: tuple[str, ...]) -> Case:
    return Case(claim, *example(marked), expected)


def example(marked: str) -> tuple[str, tuple[Mention, ...], tuple[Span, ...]]:
    """The text of *marked*, its mentions in ⟦ ⟧, and what stands between quotation marks."""
    text = ""
    spans: list[Span] = []
    for plain, mention in re.findall(r"([^⟦⟧]*)(?:⟦([^⟧]*)⟧)?", marked.replace("¶ ", "¶").replace("¶", "\n\n")):
        text += plain
        if mention:
            spans.append(Span(len(text), len(text) + len(mention)))
            text += mention
    quoted = tuple(Span(*match.span(1)) for match in re.finditer(r"[“„«]([^“”»]*)[”“»]", text))
    return text, tuple(Mention(span, _nearest(span, quoted)) for span in spans), quoted


def _nearest(span: Span, quoted: tuple[Span, ...]) -> Span:
    return min(quoted, key=lambda one: max(one.start - span.end, span.start - one.end), default=span)
