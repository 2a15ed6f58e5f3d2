"""`variorum search`."""

from __future__ import annotations

from pathlib import Path

import pytest

from variorum.cli import main


def test_it_prints_what_was_found_with_addresses(archive_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--archive", str(archive_copy)]) == 0
    capsys.readouterr()
    assert main(["search", "--archive", str(archive_copy), "--limit", "1", "speaker:peskov", "meddling"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Quotations: 2\n  Dmitry Peskov: ") and "\nArticles: 2\n" in shown
    assert shown.count("#q-") == 1


def test_nothing_found_is_status_1(archive_copy: Path) -> None:
    assert main(["build", "--archive", str(archive_copy)]) == 0
    assert main(["search", "--archive", str(archive_copy), "zebra"]) == 1


def test_an_archive_that_was_never_built_is_told_how(archive_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", "--archive", str(archive_copy), "zebra"]) == 1
    assert capsys.readouterr().err == "the archive has not been built yet: run `variorum build` first\n"
