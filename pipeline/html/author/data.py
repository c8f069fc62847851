"""What the author's edition shows, as plain text: findings, where they stand, and the traces of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.faults import Level


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that `check` finds.

    Attributes:
        level: how grave it is.
        code: such as `C233`.
        message: what is wrong, one sentence.
        place: file, line and column, or table, row and column; empty where it is nowhere in particular.
        todo: what to do about it; may be empty.
        words: the sentence that it is about; empty where that is not known, or is all that it stands beside.
    """

    level: Level
    code: str
    message: str
    place: str = ""
    todo: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Placing:
    """Where findings stand in a document, by their numbers from 1; nodes, blocks and cells by their identity.

    Attributes:
        within: inline node → offsets in its text with a finding each, in order.
        cells: cell of a table → findings.
        above: heading, table or figure → findings that are told above it: about it, or in its caption or cells.
        variables: name and text of a template's variable → findings.
    """

    within: Mapping[int, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    cells: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    above: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    variables: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Source:
    """A cell that a number comes from, or a few words about more of them.

    Attributes:
        place: where it is.
        text: what stands in it, as written; empty where that is not known.
    """

    place: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step on the way from a number to its cells.

    Attributes:
        name: the figure's name.
        worked: its value and how it is worked out, `63 = 3 264 / 5 131 × 100`.
        sources: the cells behind it.
    """

    name: str
    worked: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a number comes from.

    Attributes:
        title: the figure's name, or what the number is.
        facts: what is known of it as name and text: value, exact value, expression, where it is defined …
        steps: how it is worked out, down to the cells; () for a number that is a cell itself.
        sources: cells behind it that no step names.
    """

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Traced:
    """The numbers of a document whose origin is known; nodes, blocks and cells by their identity.

    Attributes:
        nodes: inline node → stretches of its text (start, end, trace), in order.
        cells: cell of a table → where what it says comes from, and whether the trace can stand around its words.
        charts: chart → where its values come from.
        variables: name and text of a template's variable → where it comes from.
    """

    nodes: Mapping[int, tuple[tuple[int, int, Trace], ...]] = field(default_factory=dict)
    cells: Mapping[int, tuple[Trace, bool]] = field(default_factory=dict)
    charts: Mapping[int, Trace] = field(default_factory=dict)
    variables: Mapping[tuple[str, str], Trace] = field(default_factory=dict)
