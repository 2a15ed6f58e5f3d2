from __future__ import annotations

import pytest

from variorum.cli.progress import lines, picture, progress


def test_the_bar_shows_rate_and_what_is_left() -> None:
    shown = picture("quotations", 2_500, 10_000, 10.0)
    assert shown == "quotations  #######....................... 2,500 of 10,000  250/s  0:30 left"


def test_elsewhere_than_on_a_terminal_a_large_stage_has_four_lines(capsys: pytest.CaptureFixture[str]) -> None:
    for done in range(1, 1_001):
        lines("pages", done, 1_000)
    assert capsys.readouterr().err == "pages: 250 of 1,000\npages: 500 of 1,000\npages: 750 of 1,000\npages: 1,000 of 1,000\n"


def test_small_stages_are_not_told(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as told:
        for done in range(1, 101):
            told("pages", done, 100)
    assert capsys.readouterr().err == ""
