"""Arrays that a build keeps for the next: each in a file of its own, read where it is looked at, written where it is new.

`now` names the files that belong together, and is put in place last: a build that is killed leaves what was.
"""

from __future__ import annotations

import contextlib
import io
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from numpy.lib.format import header_data_from_array_1_0, write_array_header_1_0

from variorum.disk import replace

Arrays = Mapping[str, npt.NDArray[Any]]

SMALL = 1 << 16  # bytes: a smaller array stands in `now` itself, as a file costs more to open than to read
NOW = "now"
_END = ".npy"


def are_kept(folder: Path) -> bool:
    """Whether anything was remembered in *folder*."""
    return (folder / NOW).is_file()


def recall(folder: Path, program: bytes) -> Arrays | None:
    """What was remembered in *folder*; None where that was another *program*, or is not to be read."""
    try:
        by, small, files = pickle.loads((folder / NOW).read_bytes())
        if by != program:
            return None
        held: Arrays = small | {name: np.load(folder / file, mmap_mode="r") for name, file in files.items()}
        return held
    except (OSError, pickle.UnpicklingError, EOFError, ValueError, TypeError, AttributeError, ImportError):
        return None


def remember(folder: Path, program: bytes, arrays: Arrays, before: Arrays) -> None:
    """Have the next build recall *arrays*. Those that are the very ones of *before*, which was recalled, are not written."""
    if folder.is_file():  # what an earlier version remembered
        folder.unlink()
    folder.mkdir(parents=True, exist_ok=True)
    taken = {path.name for path in folder.glob(f"*{_END}")}
    small = {name: np.array(array) for name, array in arrays.items() if array.nbytes < SMALL}
    files: dict[str, str] = {}
    for name, array in arrays.items():
        if name in small:
            continue
        kept = before.get(name) is array and isinstance(array, np.memmap) and array.filename is not None
        files[name] = Path(str(array.filename)).name if kept else _written(folder, name, array, taken)  # type: ignore[attr-defined]
    replace(folder / NOW, pickle.dumps((program, small, files), protocol=5))
    for left in taken - set(files.values()):
        with contextlib.suppress(OSError):  # one that is still read, where that keeps it from being deleted, goes next time
            (folder / left).unlink()


def _written(folder: Path, name: str, array: npt.NDArray[Any], taken: set[str]) -> str:
    """Write *array* under a name that is not *taken*; that name."""
    file = next(file for number in range(len(taken) + 1) if (file := f"{name}-{number}{_END}") not in taken)
    head, array = io.BytesIO(), np.ascontiguousarray(array)
    write_array_header_1_0(head, header_data_from_array_1_0(array))
    replace(folder / file, head.getvalue(), array.data.cast("B"))
    return file
