"""What a document says otherwise than in an earlier build: sentences, cells and figures, old beside new."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Final

from pipeline.traces.sentences import Saying

#: Two sentences that are less alike than this are not one that was changed.
_ALIKE: Final = 0.5

#: Pairs of sentences that are compared in one stretch of changes; beyond them they are paired in order.
_PAIRS: Final = 2500


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure whose value or wording is another; None on a side where it does not stand."""

    name: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence or cell that is another, is new, or is gone.

    Attributes:
        old, new: what it said and says; None for one that was not or is not there.
        figures: the figures in it that are worded otherwise.
    """

    old: Saying | None
    new: Saying | None
    figures: tuple[FigureChange, ...] = ()

    @property
    def here(self) -> Saying:
        """What it is about: what stands there now, or what stood there."""
        here = self.new or self.old
        assert here is not None
        return here

    def as_json(self) -> dict[str, Any]:
        """The change for `--format json`."""
        about = self.here.as_json()
        about.pop("figures", None)
        return {
            "change": "added" if self.old is None else "removed" if self.new is None else "changed",
            **about,
            "text": self.new.text if self.new else None,
            "old_text": self.old.text if self.old else None,
            "figures": [{"name": one.name, "old": one.old, "new": one.new} for one in self.figures],
        }


@dataclass(frozen=True, slots=True)
class Changes:
    """All that is otherwise in a document: what it says, and the values of figures that it had before."""

    said: tuple[Change, ...] = ()
    values: tuple[FigureChange, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.said or self.values)


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it was or is: what it says, and its figures as name → (value as it is shown, exact value)."""

    said: tuple[Saying, ...]
    values: Mapping[str, tuple[str, str]] = field(default_factory=dict)


def changes(old: Version, new: Version) -> Changes:
    """What is otherwise in `new`, in its order of reading; what is gone stands where it stood."""
    prose = _prose([one for one in old.said if one.cell is None], [one for one in new.said if one.cell is None])
    cells = _cells(_tables(old.said), _tables(new.said))
    order = {id(one): index for index, one in enumerate(new.said)}
    last = 0.0
    placed: list[tuple[float, Change]] = []
    for change in prose:
        last = order[id(change.new)] if change.new is not None else last + 1e-6
        placed.append((last, change))
    placed += [(order.get(id(change.new), len(order)), change) for change in cells]
    said = tuple(change for _, change in sorted(placed, key=lambda entry: entry[0]))
    return Changes(said, tuple(_values(old.values, new.values)))


def _values(old: Mapping[str, tuple[str, str]], new: Mapping[str, tuple[str, str]]) -> Iterator[FigureChange]:
    """Figures that are in both and have another value: as it is shown, exactly where that makes no difference."""
    for name, (shown, exact) in new.items():
        before, exact_before = old.get(name, (shown, exact))
        if before != shown:
            yield FigureChange(name, before, shown)
        elif exact_before != exact:
            yield FigureChange(name, exact_before, exact)


def _prose(old: Sequence[Saying], new: Sequence[Saying]) -> list[Change]:
    matcher = SequenceMatcher(None, [one.text for one in old], [one.text for one in new], autojunk=False)
    found: list[Change] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind != "equal":
            found += [_change(before, after) for before, after in _paired(old[a:b], new[c:d])]
    return found


def _paired(old: Sequence[Saying], new: Sequence[Saying]) -> list[tuple[Saying | None, Saying | None]]:
    """Old and new sentences of one stretch beside each other, in order; those most alike are one that was changed."""
    if len(old) == len(new) == 1:
        return [(old[0], new[0])]
    if len(old) * len(new) > _PAIRS:
        return list(zip_longest(old, new))
    alike = [[_likeness(before.text, after.text) for after in new] for before in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for i in range(len(old) - 1, -1, -1):
        for j in range(len(new) - 1, -1, -1):
            together = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(best[i + 1][j], best[i][j + 1], together)
    pairs: list[tuple[Saying | None, Saying | None]] = []
    i = j = 0
    while i < len(old) or j < len(new):
        if i < len(old) and j < len(new) and alike[i][j] >= _ALIKE and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            pairs.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif j >= len(new) or (i < len(old) and best[i][j] == best[i + 1][j]):
            pairs.append((old[i], None))
            i += 1
        else:
            pairs.append((None, new[j]))
            j += 1
    return pairs


def _likeness(first: str, second: str) -> float:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE else 0.0


_Rows = list[list[Saying]]


def _tables(said: Sequence[Saying]) -> dict[str, _Rows]:
    """Table or chart → its rows of cells; the paragraphs of a cell are cells of their own."""
    tables: dict[str, dict[int, list[Saying]]] = {}
    for one in said:
        if one.cell is not None:
            tables.setdefault(one.cell.of, {}).setdefault(one.cell.row, []).append(one)
    return {of: [rows[row] for row in sorted(rows)] for of, rows in tables.items()}


def _cells(old: Mapping[str, _Rows], new: Mapping[str, _Rows]) -> list[Change]:
    found: list[Change] = []
    for of, rows in new.items():
        found += _rows(old.get(of, []), rows)
    for of, rows in old.items():
        if of not in new:
            found += _rows(rows, [])
    return found


def _rows(old: _Rows, new: _Rows) -> list[Change]:
    """Changed cells; rows that came or went count as a whole, cell by cell."""
    matcher = SequenceMatcher(None, [_texts(row) for row in old], [_texts(row) for row in new], autojunk=False)
    found: list[Change] = []
    none: list[Saying] = []
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        for before, after in zip_longest(old[a:b], new[c:d], fillvalue=none):
            beside = {(one.cell.column if one.cell else 0, index): one for index, one in _counted(before)}
            now = {(one.cell.column if one.cell else 0, index): one for index, one in _counted(after)}
            for key in sorted(beside.keys() | now.keys()):
                was, is_ = beside.get(key), now.get(key)
                if was is None or is_ is None or was.text != is_.text:
                    found.append(_change(was, is_))
    return found


def _texts(row: Sequence[Saying]) -> tuple[tuple[int, str], ...]:
    return tuple((one.cell.column if one.cell else 0, one.text) for one in row)


def _counted(row: Sequence[Saying]) -> list[tuple[int, Saying]]:
    """Each paragraph with its number in its cell."""
    seen: dict[int, int] = {}
    counted = []
    for one in row:
        column = one.cell.column if one.cell else 0
        counted.append((seen.setdefault(column, 0), one))
        seen[column] += 1
    return counted


def _change(old: Saying | None, new: Saying | None) -> Change:
    return Change(old, new, _figures(old.figures if old else {}, new.figures if new else {}))


def _figures(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[FigureChange, ...]:
    names = dict.fromkeys((*new, *old))
    return tuple(FigureChange(name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))
