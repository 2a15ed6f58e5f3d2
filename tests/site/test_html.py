"""The HTML is valid: two checkers, every page of two sites, no exceptions."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.tools import HTML_VALIDATE, NU, ROOT

pytestmark = pytest.mark.html

RULES = ROOT / "tests" / "site" / "htmlvalidate.json"


@pytest.fixture(params=["site", "varied"])
def built(request: pytest.FixtureRequest) -> Path:
    """The folder of a site."""
    folder: Path = request.getfixturevalue(request.param)
    return folder


def nu(folder: Path) -> tuple[int, str]:
    """Exit status of the Nu HTML checker, and the errors it tells of the pages in *folder*."""
    command = ["java", "-jar", str(NU), "--skip-non-html", "--errors-only", "--format", "gnu", str(folder)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, timeout=540)
    return checked.returncode, checked.stderr


def html_validate(folder: Path) -> tuple[int, str]:
    """Exit status of html-validate, and what it tells of the pages in *folder*."""
    command = ["node", str(HTML_VALIDATE), "--config", str(RULES), str(folder)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, timeout=540)
    return checked.returncode, checked.stdout + checked.stderr


def test_the_nu_html_checker_finds_no_error(built: Path) -> None:
    assert nu(built) == (0, "")


def test_html_validate_finds_no_error(built: Path) -> None:
    assert html_validate(built) == (0, "")


def test_both_checkers_would_find_one(tmp_path: Path) -> None:
    (tmp_path / "bad.html").write_text('<!doctype html><html lang="en"><title>Bad</title><p><div></p></html>', "utf-8")
    assert (nu(tmp_path)[0], html_validate(tmp_path)[0]) == (1, 1)
