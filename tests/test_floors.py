"""What was reached on the labelled texts is not lost again: every measurement holds its floors in evaluation/floors.json."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.tools import ROOT

GATES = ["evaluation.names"]
"""Modules that measure, compare, and exit with 1 where a figure fell below its floor; others stand with their own tests."""


@pytest.mark.floors
@pytest.mark.slow
@pytest.mark.parametrize("gate", GATES)
def test_no_figure_fell_below_its_floor(gate: str) -> None:
    measured = subprocess.run([sys.executable, "-m", gate], cwd=ROOT, capture_output=True, text=True, check=False, timeout=600)
    assert measured.returncode == 0, measured.stdout + measured.stderr
    print(measured.stdout)
