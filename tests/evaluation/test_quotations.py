"""The commands that annotate labelled files, fit the ranking and hold the floors."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import quotations, quotations_gate
from evaluation.fit_quotations import calibrate, expected_error, write
from evaluation.training import Outcome, fit_certainty
from variorum.quotations import annotate
from variorum.quotations.certainty import ALWAYS
from variorum.quotations.model import Model, read
from variorum.quotations.tokens import CAPITAL, NAME, vocabulary

TEXT = "The mayor came on Monday.\n“We shall rebuild the old quay,” said Omar Haddad.\nHer book “The Salt Road” is out."
ROW = {"id": "a", "text": TEXT, "quotes": []}
FOUND = {
    "start": 27,
    "end": 57,
    "kind": "direct",
    "speaker": "Omar Haddad",
    "speaker_text": "Omar Haddad",
    "speaker_start": 64,
    "speaker_end": 75,
    "rule": "cue-after",
}


def _written(path: Path) -> list[dict[str, Any]]:
    found = list(quotations.rows(path))
    for row in found:
        for quote in row["quotes"]:
            assert 0.9 < quote.pop("confidence") < 1.0
    return found


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz"])
def test_a_labelled_file_gets_predictions_in_the_scorers_form_without_titles(tmp_path: Path, suffix: str) -> None:
    gold, out = tmp_path / f"gold{suffix}", tmp_path / f"out{suffix}"
    line = json.dumps(ROW, ensure_ascii=False) + "\n\n"
    gold.write_bytes(gzip.compress(line.encode()) if suffix.endswith("gz") else line.encode())
    assert quotations.main([str(gold), str(out)]) == 0
    assert _written(out) == [{"id": "a", "quotes": [FOUND]}]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("''We shall rebuild the old quay,'' said Omar Haddad.", 0),
        ("``We shall rebuild the old quay,'' said Omar Haddad.", 1),
        ("''We shall rebuild the old quay,\" said Omar Haddad.", 1),
        ('"We shall rebuild the old quay," said Omar Haddad.', 1),
    ],
)
def test_only_what_opens_and_closes_with_doubled_single_marks_is_left_out(tmp_path: Path, text: str, written: int) -> None:
    gold, out = tmp_path / "gold.jsonl", tmp_path / "out.jsonl"
    gold.write_text(json.dumps({"id": "a", "text": text}) + "\n")
    quotations.main([str(gold), str(out)])
    assert [len(row["quotes"]) for row in quotations.rows(out)] == [written]
    quotations.main([str(gold), str(out), "--as-shown"])
    assert [len(row["quotes"]) for row in quotations.rows(out)] == [1]


def test_what_is_left_out_does_not_depend_on_the_labels() -> None:
    text = "''We shall rebuild the old quay,'' said Omar Haddad."
    labelled = {"id": "a", "text": text, "quotes": [{"start": 2, "end": 33, "speaker_text": "Omar Haddad"}]}
    found = [
        quotations.predictions(text, annotate(quotations.article(row)))
        for row in (labelled, {"id": "a", "text": text, "quotes": []})
    ]
    assert found[0] == found[1]


def test_a_model_is_read_as_it_was_written(tmp_path: Path) -> None:
    model = Model({3: 0.5, 70: -1.25, 1 << 29: 2.0}, {0: 1.5, 9: -0.25}, ((0.5, 0.4), (0.9, 0.95)))
    write(model, tmp_path / "en.json")
    assert read((tmp_path / "en.json").read_text()) == model


@pytest.mark.parametrize(("given", "said"), [(0.1, 0.4), (0.5, 0.4), (0.7, 0.675), (0.9, 0.95), (1.0, 0.95)])
def test_confidence_lies_on_the_line_between_the_points(given: float, said: float) -> None:
    assert Model({}, {}, ((0.5, 0.4), (0.9, 0.95))).drawn(given) == pytest.approx(said)


def test_the_weights_of_signals_say_how_often_an_answer_with_them_is_right() -> None:
    outcomes = [Outcome([ALWAYS, 1], at % 10 != 0) for at in range(4000)] + [
        Outcome([ALWAYS], at % 2 == 0) for at in range(4000)
    ]
    model = Model({}, fit_certainty(outcomes))
    assert model.confidence([ALWAYS, 1]) == pytest.approx(0.9, abs=0.02)
    assert model.confidence([ALWAYS]) == pytest.approx(0.5, abs=0.02)


def test_a_mark_turned_the_wrong_way_is_never_certain() -> None:
    text = "The mayor came on Monday. {}We shall rebuild the old quay,” said Omar Haddad."
    turned, plain = (
        quotations.predictions(text.format(mark), annotate(quotations.article({"id": "a", "text": text.format(mark)})))[
            "quotes"
        ]
        for mark in "”“"
    )
    assert turned[0]["speaker"] == plain[0]["speaker"] == "Omar Haddad"
    assert turned[0]["confidence"] < 0.9 < plain[0]["confidence"]


def test_where_another_source_is_named_behind_the_cue_the_speaker_is_not_certain() -> None:
    text = "Omar Haddad said that the old quay was “a ruin nobody wants”{}."
    plain, sourced = (
        quotations.predictions(text.format(end), annotate(quotations.article({"id": "a", "text": text.format(end)})))["quotes"]
        for end in ("", ", according to the Harbour Times")
    )
    assert plain[0]["speaker"] == sourced[0]["speaker"] == "Omar Haddad"
    assert sourced[0]["confidence"] < 0.9 < plain[0]["confidence"]


def test_a_calibration_line_never_falls() -> None:
    outcomes = [(at / 1000, at % 3 != 0 or at > 700) for at in range(1000)]
    shares = [share for _, share in calibrate(outcomes)]
    assert shares == sorted(shares)
    assert len(shares) > 1


def test_the_calibration_error_is_the_gap_between_what_is_said_and_what_is_right() -> None:
    assert expected_error([(0.8, True)] * 8 + [(0.8, False)] * 2) == pytest.approx(0.0)
    assert expected_error([(0.8, True)] * 5 + [(0.8, False)] * 5) == pytest.approx(0.3)


def test_a_figure_below_its_floor_is_told_and_one_within_the_epsilon_is_not() -> None:
    measured = {"dev": {"e2e": 90.0, "spans": 95.9, "calibration_error": 4.0}}
    floors = {"corpus": "x", "dev": {"e2e": 92.0, "spans": 96.0, "calibration_error": 3.0}}
    assert quotations_gate.compare(measured, floors) == [
        "dev calibration_error: 4.0 is below the floor 3.0",
        "dev e2e: 90.0 is below the floor 92.0",
    ]


@pytest.mark.parametrize(("share", "fell"), [(92.6, False), (92.5, True)])
def test_a_figure_just_the_epsilon_below_its_floor_is_within_it(share: float, fell: bool) -> None:
    """In binary, 92.9 - 92.6 is more than .3."""
    assert bool(quotations_gate.compare({"dev": {"role_nouns": share}}, {"dev": {"role_nouns": 92.9}})) is fell


def test_no_name_is_a_feature() -> None:
    """Words that the lexicon does not know have no code of their own: all names one, all other words one an ending."""
    words = vocabulary("en")
    assert words
    tokens = words.tokens("Zhao Peskov Clinton TASS zyzzyva quokkas grommeted blorping", 0, 60).tokens
    assert {token.code for token in tokens if token.symbol == NAME} == {CAPITAL}
    assert max(token.code for token in tokens) < 64


@pytest.mark.floors
def test_quotations_and_speakers_hold_their_floors() -> None:
    assert quotations_gate.main([]) == 0
