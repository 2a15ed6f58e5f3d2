"""A small archive, served: each page of content/ goes into site/ as it is. `SLOW` slows the build, `FAIL` breaks it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from variorum.errors import ContentError
from variorum.model import OutputFile, Problem
from variorum.serve import serve
from variorum.serve.builder import Ready
from variorum.write import Written, write


def main(root: Path) -> None:
    content = root / "content"

    def build(ready: Ready) -> Written:
        print("building", flush=True)
        if (content / "SLOW").exists():
            time.sleep(1.5)
        if (content / "FAIL").exists():
            raise ContentError([Problem("content/a.md", 3, "A012", "'<b>' is no date", "write 2020-09-11")])
        pages = sorted(path for path in content.rglob("*") if path.is_file())
        return write([OutputFile(path.relative_to(content).as_posix(), path.read_bytes()) for path in pages], root / "site")

    serve(root / "site", [content], [root / "archive.yaml"], build, 0)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
