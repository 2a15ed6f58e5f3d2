"""docs/commands.md shows every command with every option, and the commands do what it says."""

from __future__ import annotations

import argparse
import re
import socket
from pathlib import Path

import pytest

from tests.coverage.test_furniture import PROMPT, STORIES
from variorum.cli import main
from variorum.cli.run import parser

MANUAL = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text("utf-8")
EVERYWHERE = {"--archive", "--debug", "--help"}
GOOD = "---\ntitle: A fire\noutlet: unknown\n---\n\nThe mill burned.\n"


def commands() -> dict[str, argparse.ArgumentParser]:
    """Every command's own parser."""
    (action,) = (one for one in parser()._actions if isinstance(one, argparse._SubParsersAction))
    return dict(action.choices)


def section(command: str) -> str:
    """What the manual says of a command."""
    return MANUAL.split(f"## variorum {command}\n")[1].split("\n## ")[0]


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content/articles").mkdir(parents=True)
    (tmp_path / "content/articles/fire.md").write_text(GOOD, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_manual_has_a_section_for_each_command_and_for_no_other() -> None:
    assert re.findall(r"^## variorum (\w+)$", MANUAL, re.MULTILINE) == list(commands())


@pytest.mark.parametrize("command", commands())
def test_the_manual_has_a_row_for_each_option_and_for_no_other(command: str) -> None:
    said = section(command)
    rows = set(re.findall(r"^\| `(--[\w-]+)", said, re.MULTILINE))
    if "It takes the options of `variorum new`" in said:
        rows |= set(re.findall(r"^\| `(--[\w-]+)", section("new"), re.MULTILINE))
    options = {option for action in commands()[command]._actions for option in action.option_strings if option.startswith("--")}
    assert rows == options - EVERYWHERE


def test_a_build_makes_the_site_and_says_so(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build"]) == 0
    assert capsys.readouterr().out.startswith("1 article, 0 quotations, 0 stories in more than one article. ")
    assert (archive / "site" / ".manifest").is_file()


def test_a_build_with_errors_tells_them_all_exits_with_1_and_leaves_the_site_alone(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["build"])
    before = {path: path.stat().st_mtime_ns for path in (archive / "site").rglob("*")}
    (archive / "content/articles/fire.md").write_text(GOOD.replace("title", "titel"), "utf-8")
    (archive / "content/articles/flood.md").write_text("no front matter", "utf-8")
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert "content/articles/fire.md:2: A005 unknown key 'titel'\n  fix: did you mean 'title'?" in told
    assert "content/articles/flood.md:1: A006" in told
    assert told.endswith("\n2 problems.\n")
    assert "Traceback" not in told
    assert {path: path.stat().st_mtime_ns for path in (archive / "site").rglob("*")} == before


def test_broken_articles_are_left_out_and_listed_when_asked_and_the_status_is_1(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (archive / "content/articles/flood.md").write_text("no front matter", "utf-8")
    assert main(["build", "--skip-broken"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("1 article, ")
    assert said.err.endswith("Left out, because of errors (1):\n  content/articles/flood.md\n")


def test_check_tells_and_writes_nothing(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert capsys.readouterr().out == "1 article, 0 warnings.\n"
    assert not (archive / "site").exists()


def test_check_tells_what_is_taken_for_furniture(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number, text in enumerate(STORIES):
        article = f"---\ntitle: Story {number}\noutlet: post\n---\n\n{text}\n\n{PROMPT}\n"
        (archive / "content" / "articles" / f"story-{number}.md").write_text(article, "utf-8")
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith(f"{len(STORIES) + 1} articles, 1 warning.\n")
    assert "C001 “Subscribe to our newsletter" in said.err


def test_check_lists_doubtful_speakers_with_a_correction_to_paste(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = archive / "content" / "articles" / "fire.md"
    article.write_text(GOOD.replace("The mill burned.", "Anna Lund said she saw “the whole old mill burn down”."), "utf-8")
    (archive / "archive.yaml").write_text("certain_from: 1\n", "utf-8")
    assert main(["check"]) == 0
    said = re.sub(r"\d+%", "N%", capsys.readouterr().out)
    assert said == (
        "1 article, 0 warnings.\n\n"
        "1 quotation whose speaker is unknown or uncertain, the worst first:\n"
        "content/articles/fire.md:6: Anna Lund (N%): “the whole old mill burn down”\n\n"
        "To correct or confirm, paste and change what is wrong:\n\n"
        "# content/articles/fire.notes.yaml\nquotes:\n"
        '  - quote: "the whole old mill burn down"\n'
        "    speaker: anna-lund  # Anna Lund? the machine is N% sure\n"
    )


def test_new_begins_an_article_in_the_folder_of_its_year(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", 'The "mill" fire', "--outlet", "post", "--published", "2020-09-11", "--topic", "fires"]) == 0
    assert capsys.readouterr().out == "content/articles/2020/post-the-mill-fire.md\n"
    made = archive / "content/articles/2020/post-the-mill-fire.md"
    assert made.read_text("utf-8") == (
        '---\ntitle: "The \\"mill\\" fire"\noutlet: post\npublished: 2020-09-11\npublished_from: supplied\n'
        "topics: [fires]\n---\n\n"
    )


def test_an_id_that_is_taken_is_refused(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["new", "Fire"]) == 1
    assert "I002 there is an article 'fire' already" in capsys.readouterr().err


def test_import_writes_what_it_can_and_tells_the_rest(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (archive / "a.txt").write_bytes("Caf\xe9 burns\n\nIt burned.".encode("cp1252"))
    (archive / "b.txt").write_text("Mill burns\n\nIt burned.", "utf-8")
    assert main(["import", "a.txt", "b.txt"]) == 1
    said = capsys.readouterr()
    assert said.out == "content/articles/undated/mill-burns.md\n"
    assert said.err.startswith("a.txt:1: A003 this is not UTF-8")
    assert main(["import", "a.txt", "--encoding", "cp1252"]) == 0
    assert 'title: "Café burns"' in (archive / "content/articles/undated/cafe-burns.md").read_text("utf-8")


def test_init_makes_an_archive_that_builds_once_it_has_an_article(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init", "my-archive"]) == 0
    monkeypatch.chdir(tmp_path / "my-archive")
    assert main(["build"]) == 1
    assert "A002" in capsys.readouterr().err
    Path("a.txt").write_text("Mill burns\n\nIt burned.", "utf-8")
    assert main(["import", "a.txt"]) == 0
    assert main(["build"]) == 0


def test_init_touches_no_folder_that_holds_something(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(archive)]) == 1
    assert "I005" in capsys.readouterr().err


def test_a_folder_that_is_no_archive_is_told_in_plain_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["build"]) == 1
    told = capsys.readouterr().err
    assert "A001 there is no folder content/ here" in told
    assert "Traceback" not in told


def test_a_port_that_is_taken_is_told_in_plain_words(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["build", "--serve", "--port", str(port)]) == 1
    assert capsys.readouterr().err == f"port {port} is taken by another program; `--port 0` takes any that is free\n"
