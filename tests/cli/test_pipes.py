"""Commands in a pipe, as programs of their own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.tools import ROOT


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = [sys.executable, "-c", "import sys; from variorum.cli import main; sys.exit(main(sys.argv[1:]))", "check"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        told = process.stderr.read()
    assert told == ""


def test_a_program_tells_everything_before_its_process_ends(tmp_path: Path) -> None:
    (tmp_path / "archive.yaml").write_text("titel: Misspelt\n", "utf-8")
    call = "from variorum.cli import program; program()"
    for arguments, status, told in ((["--help"], 0, "usage: variorum"), (["build", "--archive", str(tmp_path)], 1, "titel")):
        done = subprocess.run([sys.executable, "-c", call, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
        assert (done.returncode, told in done.stdout + done.stderr) == (status, True)
