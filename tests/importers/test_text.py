from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from variorum.importers.content import Known, content_file
from variorum.importers.languages import habits
from variorum.importers.text import Imported, dateline_of, paragraphs, read_text
from variorum.load.article import Defaults, read_article
from variorum.load.body import Piece
from variorum.model import BlockKind, Rights

ENGLISH = habits("en")
DEFAULTS = Defaults("en", Rights(), {})
MARKUP = st.sampled_from([
    "1.", "1) ", "-", "- ", "# ", "#", ">", "*", "_x_", "`", "```", "[1]:", "[1]", "[a](b)", "<", "<...>", "<b>", "&amp;", "&",
    "\\", "~~~", "=", "---", "x", "2020. The year", " ", "“", '"', "\u00a0", "\u2028", "\x85", "\x1f", "\ufeff", "😀", ".", ":",
    "|", "http://a.b", "<http://a.b>",
])  # fmt: skip
LINE = st.lists(MARKUP, min_size=1, max_size=8).map("".join).map(str.strip).filter(bool)


@given(st.lists(LINE, min_size=1, max_size=5), LINE, LINE)
def test_whatever_the_words_look_like_they_come_out_of_the_content_file_as_they_went_in(
    lines: list[str], title: str, omitted: str
) -> None:
    imported = Imported(title, "", tuple(Piece(BlockKind.PARAGRAPH, line) for line in lines), (omitted,))
    article, problems = read_article(content_file(imported, Known("a")).encode(), "a.md", DEFAULTS)
    assert [one for one in problems if one.code != "A025"] == []  # a control character is kept, and told
    assert article is not None
    assert [block.span.of(article.text) for block in article.blocks] == [title, *lines]
    assert article.omitted == (omitted,)


def test_headline_standfirst_crosshead_and_paragraphs_are_told_apart() -> None:
    dek = "Nobody was hurt when the old mill by the river burned to the ground on Monday night"
    body = "LEEDS, May 2. /PA/. The mill burned.\nWhat the owner said\nNothing."
    text = f"A fire\n{dek}\n{body}\nShare this article\nView all comments"
    assert read_text(text, ENGLISH) == Imported(
        title="A fire",
        dek=dek,
        body=(
            Piece(BlockKind.PARAGRAPH, "LEEDS, May 2. /PA/. The mill burned."),
            Piece(BlockKind.HEADING, "What the owner said", (), 2),
            Piece(BlockKind.PARAGRAPH, "Nothing."),
        ),
        omitted=("Share this article", "View all comments"),
        dateline="LEEDS, May 2. /PA/.",
        published="XXXX-05-02",
    )


def test_a_headline_repeated_below_itself_is_omitted_once() -> None:
    imported = read_text("A fire\n\nA fire\n\nThe mill burned.", ENGLISH)
    assert (imported.title, imported.omitted) == ("A fire", ("A fire",))


def test_furniture_in_the_middle_of_an_article_stays() -> None:
    assert read_text("A fire\nRead more\nThe mill burned.", ENGLISH).omitted == ()


def test_lines_wrapped_at_a_column_are_one_paragraph() -> None:
    lines = [
        "The mill by the river burned to the ground on Monday",
        "night while its owner was away in Leeds to see a friend",
        "of his.",
    ]
    wrapped = "\n".join(lines) + "\n\n"
    assert paragraphs(wrapped + wrapped) == [" ".join(lines)] * 2


def test_lines_that_were_not_wrapped_are_paragraphs() -> None:
    assert paragraphs("A fire\n\n\nOne.\nTwo.\n\n \nThree.") == ["A fire", "One.", "Two.", "Three."]


@pytest.mark.parametrize(
    ("line", "dateline", "published"),
    [
        ("MOSCOW, September 11. /TASS/. The", "MOSCOW, September 11. /TASS/.", "XXXX-09-11"),
        ("WASHINGTON, Sept 11 (Reuters) - The", "WASHINGTON, Sept 11 (Reuters)", "XXXX-09-11"),
        ("PARIS, May 2, 2017 /AFP/ The", "PARIS, May 2, 2017 /AFP/", "2017-05-02"),
        ("ST. PETERSBURG, June 2. /TASS/. The", "ST. PETERSBURG, June 2. /TASS/.", "XXXX-06-02"),
        ("LONDON/PARIS – The", "LONDON/PARIS", ""),
        ("NEW YORK, N.Y. -- The", "NEW YORK, N.Y.", ""),
        ("US forces said – twice – that", "", ""),
        ("LONDON, where it rained", "", ""),
    ],
)
def test_a_dateline_gives_the_day_only_as_far_as_it_states_it(line: str, dateline: str, published: str) -> None:
    assert dateline_of(line, ENGLISH) == (dateline, published)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the file is empty"),
        ("A fire", "there is no text below the headline"),
        ("word " * 50, "the first line is too long"),
    ],
)
def test_a_source_without_headline_or_text_is_refused(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        read_text(text, ENGLISH)
