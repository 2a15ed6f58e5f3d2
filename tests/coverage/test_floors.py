"""What was measured once is not lost silently: the floors of evaluation/floors.json."""

from __future__ import annotations

import json

import pytest

from evaluation import coverage_gate as gate


@pytest.mark.floors
@pytest.mark.slow
def test_no_figure_of_duplicate_coverage_is_below_its_floor() -> None:
    measured = {name: gate.measure(name) for name in gate.SETS} | {"changes": {one: gate.classes(one) for one in gate.CHANGES}}
    assert gate.compared(measured, json.loads(gate.FLOORS.read_text("utf-8"))["coverage"]) == []


def test_a_fallen_figure_is_named_with_its_floor() -> None:
    assert gate.compared({"planted": {"pairs": 90.0}}, {"planted": {"pairs": 97.0}}) == ["planted pairs: 90.0 is below 97.0"]


def test_a_figure_within_the_tolerance_has_not_fallen() -> None:
    assert gate.compared({"planted": {"pairs": 96.8}}, {"planted": {"pairs": 97.0}}) == []


def test_floors_are_raised_and_never_lowered() -> None:
    assert gate.raised({"planted": {"pairs": 98.0, "light": 90.0}}, {"planted": {"pairs": 97.0, "light": 95.0}}) == {
        "planted": {"light": 95.0, "pairs": 98.0}
    }
