"""Stand-off annotation to HTML."""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from variorum.markup import Mark, crossing, inline_marks, render, safe_link
from variorum.model import Inline, Span


class Balanced(HTMLParser):
    """Fails where tags do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text = ""
        self.ids: list[str] = []
        self.feed("".join(html))
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open.append(tag)
        self.ids += [str(value) for name, value in attrs if name == "id"]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@st.composite
def marked(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(st.text(alphabet="ab<>&\"'é𝄞 ", min_size=1, max_size=30))
    place = st.integers(0, len(text))
    pairs = draw(st.lists(st.tuples(place, place), max_size=6))
    tags = ("mark", "em", "ins", "span")
    return text, [
        Mark(Span(min(pair), max(pair)), tags[n % 4], first=(("id", f"m{n}"),), depth=n % 3) for n, pair in enumerate(pairs)
    ]


@given(marked())
def test_whatever_crosses_the_tags_nest_and_the_text_stays(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    read = Balanced(render(text, Span(0, len(text)), marks))
    assert read.text == text
    assert sorted(read.ids) == sorted(mark.first[0][1] for mark in marks if len(mark.span))


@given(marked())
def test_marks_that_do_not_meet_are_written_as_any_others(case: tuple[str, list[Mark]]) -> None:
    text, marks = case
    apart: list[Mark] = []
    for mark in sorted(marks, key=lambda one: one.span.start):
        if len(mark.span) and (not apart or apart[-1].span.end <= mark.span.start):
            apart.append(mark)
    assert render(text, Span(0, len(text)), apart) == "".join(crossing(text, Span(0, len(text)), apart))


def test_of_two_marks_that_cross_the_inner_is_closed_and_opened_again() -> None:
    marks = [Mark(Span(0, 4), "mark", first=(("id", "a"),), last=(("data-n", "1"),)), Mark(Span(2, 6), "em")]
    expected = '<mark id="a" data-n="1">ab<em>cd</em></mark><em>ef</em>'
    assert render("abcdef", Span(0, 6), marks) == expected


def test_the_id_stands_on_the_first_piece_and_the_number_on_the_last() -> None:
    marks = [Mark(Span(0, 3), "em"), Mark(Span(1, 5), "mark", first=(("id", "a"),), last=(("data-n", "1"),))]
    assert render("abcde", Span(0, 5), marks) == '<em>a<mark id="a">bc</mark></em><mark data-n="1">de</mark>'


def test_what_looks_like_markup_is_text() -> None:
    assert unescape(render("<script>&amp;", Span(0, 13), ())) == "<script>&amp;"
    assert "<script>" not in render("<script>", Span(0, 8), ())


def test_a_line_break_stands_before_its_place() -> None:
    assert render("a\nb", Span(0, 3), inline_marks([Inline(Span(1, 2), "br")])) == "a<br>\nb"


def test_links_that_run_code_are_plain_text() -> None:
    for href in (
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "java\nscript:x",
        "//evil",
        "/etc",
        "vbscript:x",
    ):
        assert not safe_link(href)
        assert inline_marks([Inline(Span(0, 1), "a", href)]) == []
    assert safe_link("https://example.org/?q=1")
