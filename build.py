"""Build this archive: `python build.py`, or `python build.py --serve`. The stages stand in variorum/pipeline.py.

`python -m build`, run here, runs this file; to make a package, use `pip wheel .`.
"""

import sys
from pathlib import Path

from variorum.cli import program

if __name__ == "__main__":
    program(["build", "--archive", str(Path(__file__).resolve().parent), *sys.argv[1:]])
