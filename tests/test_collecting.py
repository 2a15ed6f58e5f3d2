"""When cyclic garbage is looked for."""

import gc
import platform
import resource
from pathlib import Path

import pytest

from variorum.collecting import THRESHOLD, collecting_rarely, give_back, set_aside


def test_inside_garbage_is_collected_rarely_and_afterwards_as_before() -> None:
    before = gc.get_threshold()
    with collecting_rarely():
        assert gc.get_threshold() == THRESHOLD
    assert gc.get_threshold() == before
    assert gc.get_freeze_count() == 0


def test_what_is_set_aside_is_not_looked_at_before_the_build_ends() -> None:
    with collecting_rarely():
        before = gc.get_freeze_count()
        with set_aside():
            assert not gc.isenabled()
            made = [[] for _ in range(1000)]  # type: ignore[var-annotated]
        assert gc.isenabled()
        assert gc.get_freeze_count() >= before + len(made)
    assert gc.get_freeze_count() == 0


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="the system's library gives memory back by itself, or not at all")
def test_memory_that_lies_free_between_values_that_stay_goes_back_to_the_system() -> None:
    made = [bytes(1_000) for _ in range(100_000)]
    made[:] = [one for number, one in enumerate(made) if number % 100 == 0]
    before = resident()
    give_back()
    assert before - resident() > 50_000_000


def resident() -> int:
    """Bytes of this process that are in memory."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize()
