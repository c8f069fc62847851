"""Secondary suppression with pytauargus: which other numbers to withhold so that no small one can be worked out.

The whole document is one problem for τ-ARGUS' optimal method (Fischetti and Salazar): every table, year and total with
all sums between them, so that tables that share cells are protected together. The problem is written in τ-ARGUS' own JJ
format, which takes any linear system: a line a cell (index, value, cost, status, bounds, protection levels), then a
line a sum. Protection levels are those of `pipeline.figures.suppression.audit`, which has the last word.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.figures.suppression.system import Count, System

#: Minutes that one problem may take; tables that are read by people take milliseconds.
_MINUTES: Final = 1


class ArgusError(Exception):
    """pytauargus found no answer; says why."""


def secondary(system: System, withheld: Collection[int]) -> frozenset[int]:
    """What to withhold beside what is withheld already.

    Args:
        system: the counts and their facts; only those that say that parts add up to a total are used.
        withheld: indexes that are withheld in any case, the small ones with them.

    Raises:
        ArgusError: there is no answer, or the library failed.
    """
    try:
        from pytauargus import HiTaSCtrl
    except ImportError as error:  # there is no wheel of it for every machine
        raise ArgusError(f"pytauargus cannot be loaded ({error})") from None
    with tempfile.TemporaryDirectory(prefix="diarie-") as name:
        folder = Path(name)
        problem, answer = folder / "problem.jj", folder / "answer.txt"
        problem.write_text("\n".join(_lines(system, withheld)) + "\n", encoding="ascii")
        try:
            code = HiTaSCtrl().full_jj(
                in_file_jj=str(problem), out_file=str(answer), max_time=_MINUTES, out_dir=f"{folder}/"
            )
        except RuntimeError as error:  # what its C++ raises reaches Python so
            raise ArgusError(str(error)) from None
        if code != 0 or not answer.exists():
            raise ArgusError(f"pytauargus ended with code {code}")
        found = answer.read_text(encoding="ascii", errors="replace").split()
    if not all(word.isdigit() and int(word) < len(system.counts) for word in found):
        raise ArgusError("pytauargus gave an answer that cannot be read")
    return frozenset(map(int, found)) - frozenset(withheld)


def _lines(system: System, withheld: Collection[int]) -> Iterator[str]:
    counts = system.counts
    most = 2 * max((count.value or 0 for count in counts), default=0) + 4 * max(count.threshold for count in counts)
    yield "0"
    yield str(len(counts))
    for index, count in enumerate(counts):
        status, lower, upper = _status(count, withheld=index in withheld)
        value = count.value or 0
        yield f"{index} {value} {max(value, 1)} {status} 0 {most} {lower} {upper} 0"
    sums = [
        known
        for known in system.facts
        if known.low is not None
        and known.low == known.high
        and all(counts[index].value is not None for index, _ in known.terms)
    ]
    yield str(len(sums))
    for known in sums:
        terms = " ".join(f"{index} ({factor})" for index, factor in known.terms)
        yield f"{known.low} {len(known.terms)} : {terms}"


def _status(count: Count, *, withheld: bool) -> tuple[str, int, int]:
    """Status in the JJ format (u withheld, s published, z must be published), lower and upper protection level."""
    if count.value is None:
        return "u", 0, 0
    if count.public:
        return "z", 0, 0
    if count.is_small:
        return "u", count.value - 1, count.threshold - 1 - count.value
    if withheld:
        return "u", 0, count.threshold - 1
    return ("s" if count.shown else "u"), 0, 0
