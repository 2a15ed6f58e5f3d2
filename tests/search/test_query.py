"""The query language; query.test.mjs holds the browser to the same examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from variorum.search.query import Unit, parse

HERE = Path(__file__).parent
EXAMPLES: list[dict[str, Any]] = json.loads((HERE / "queries.json").read_text("utf-8"))


def unit(one: Unit) -> str:
    return f"{one.match} {one.text}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: one["query"])
def test_a_query_is_cut_into_the_parts_of_the_example(example: dict[str, Any]) -> None:
    query = parse(example["query"])
    assert [[unit(one) for one in group] for group in query.groups] == example["groups"]
    assert [unit(one) for one in query.excluded] == example.get("excluded", [])
    assert [f"{'-' * one.excluded}{one.key}={one.value}" for one in query.filters] == example.get("filters", [])
