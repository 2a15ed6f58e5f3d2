"""Commands in a pipe."""

from __future__ import annotations

import subprocess
import sys

from tests.tools import ROOT


def test_a_reader_that_has_seen_enough_is_no_error() -> None:
    command = [sys.executable, "-c", "import sys; from variorum.cli import main; sys.exit(main(sys.argv[1:]))", "check"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        told = process.stderr.read()
    assert told == ""
