"""When cyclic garbage is looked for."""

import gc

from variorum.collecting import THRESHOLD, collecting_rarely, set_aside


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
