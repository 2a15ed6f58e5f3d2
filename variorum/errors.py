"""What an archivist can mend, and how it is told: file, line, stable code, the problem in their words, the fix."""

from __future__ import annotations

from collections.abc import Iterable

from variorum.model import Problem


class ContentError(Exception):
    """One or more problems that stop a build. All that were found are told together."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.file, problem.line, problem.code)))
        super().__init__("\n".join(describe(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[ContentError], tuple[tuple[Problem, ...]]]:
        """It may come up in another process."""
        return ContentError, (self.problems,)


def describe(problem: Problem) -> str:
    """Two lines for a terminal: `FILE:LINE: CODE TEXT` and `  fix: …`."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place}: {problem.code} {problem.text}\n  fix: {problem.fix}"
