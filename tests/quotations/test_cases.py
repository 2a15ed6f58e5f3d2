"""Every convention of marks and every form of attribution, as examples: `cases/*.txt`.

A case is a line `# what it shows`, the article's paragraphs (`= ` before a headline), and a line a quotation:
`-> [words] mention / cue kind`; `-` is none, `?` is not looked at, `|` parts a quotation's paragraphs, the kind may be left
out. The rules alone must give the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from variorum.model import UNKNOWN_OUTLET, Article, ArticleId, Block, BlockKind, Quotation, Span
from variorum.quotations import annotate

CASES = Path(__file__).parent / "cases"
_EXPECTED = re.compile(r"-> \[(?P<words>.*)\] (?P<mention>.+) / (?P<cue>.+?)(?: (?P<kind>direct|fragment|scare|title))?")


@dataclass(frozen=True)
class Case:
    name: str
    article: Article
    expected: tuple[dict[str, str | None], ...]


def cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.txt")):
        for text in re.split(r"\n\s*\n(?=#)", path.read_text(encoding="utf-8").strip()):
            title, *lines = text.splitlines()
            matches = [_EXPECTED.fullmatch(line) for line in lines if line.startswith("->")]
            assert all(matches), (path.name, title)
            expected = tuple(match.groupdict() for match in matches if match)
            yield Case(f"{path.stem}: {title[2:]}", article([line for line in lines if not line.startswith("->")]), expected)


def article(lines: list[str]) -> Article:
    blocks: list[Block] = []
    at = 0
    for number, line in enumerate(lines, 1):
        kind = BlockKind.TITLE if line.startswith("= ") else BlockKind.PARAGRAPH
        line = line.removeprefix("= ")
        blocks.append(Block(Span(at, at + len(line)), kind, 0 if kind is BlockKind.TITLE else number))
        at += len(line) + 2
    text = "\n\n".join(line.removeprefix("= ") for line in lines)
    return Article(ArticleId("case"), "", UNKNOWN_OUTLET, text, tuple(blocks), sha256(text.encode()).hexdigest())


def shown(text: str, found: Quotation, expected: dict[str, str | None]) -> dict[str, str | None]:
    said = found.attribution
    values: dict[str, str | None] = {
        "words": "|".join(span.of(text) for span in found.words),
        "mention": said.mention.of(text) if said.mention else "-",
        "cue": said.cue.of(text) if said.cue else "-",
        "kind": found.kind.value,
    }
    return {key: expected[key] if expected[key] in (None, "?") else values[key] for key in values}


def check(case: Case, by_rules: bool) -> None:
    found = annotate(case.article, by_rules=by_rules).quotations
    assert [one.words[0].of(case.article.text) for one in found] == [
        str(one["words"]).partition("|")[0] for one in case.expected
    ]
    assert [shown(case.article.text, one, wanted) for one, wanted in zip(found, case.expected, strict=True)] == list(
        case.expected
    )


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_a_quotation_is_attributed_as_the_case_says(case: Case) -> None:
    check(case, by_rules=False)


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.name)
def test_the_rules_alone_attribute_a_quotation_as_the_case_says(case: Case) -> None:
    check(case, by_rules=True)
