"""The first look over a document, before it is written: what can be referred to, by which number and in which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, TypeVar

from pipeline.content.heading_numbers import HeadingNumbers
from pipeline.content.model import CrossReference, Heading, Table
from pipeline.content.walk import numbered_blocks, plain_text
from pipeline.faults import did_you_mean

if TYPE_CHECKING:
    from pipeline.content.captions import Wording
    from pipeline.content.heading_numbers import HeadingStyles
    from pipeline.content.model import Block, Inline
    from pipeline.faults import Faults
    from pipeline.places import Place


@dataclass(frozen=True, slots=True)
class Target:
    """What can be referred to.

    Attributes:
        kind: heading, table or figure.
        number: as the document shows it, `2.1.1` or `3`; empty for what has none.
        text: a heading's text; empty for the others.
        label: its name for references; None where nothing can refer to it.
    """

    kind: Literal["heading", "table", "figure"]
    number: str
    text: str
    label: str | None

    @property
    def is_named(self) -> bool:
        """Whether there are words to refer to it by: those of a heading, or a number."""
        return self.kind == "heading" or bool(self.number)


def survey(parts: Iterable[Iterable[Block]], styles: HeadingStyles, faults: Faults) -> tuple[Target, ...]:
    """Number the headings, tables and figures of a document.

    Args:
        parts: in the order in which a template places them.
        styles: how headings are numbered.
        faults: T208 is noted for a label that stands twice.
    """
    found = []
    seen: set[str] = set()
    numbers = HeadingNumbers(styles)
    captions = {"table": 0, "figure": 0}
    for block in (block for part in parts for block in numbered_blocks(part)):
        if block.label is not None:
            if block.label in seen:
                message = f"The label “{block.label}” stands on two things."
                todo = "Give each heading, table and figure a label of its own."
                faults.add("T208", message, block.origin, todo, label=block.label)
            seen.add(block.label)
        if isinstance(block, Heading):
            found.append(Target("heading", numbers.next(block), plain_text(block.children), block.label))
            continue
        kind: Literal["table", "figure"] = "table" if isinstance(block, Table) else "figure"
        captions[kind] += bool(block.caption)
        found.append(Target(kind, str(captions[kind]) if block.caption else "", "", block.label))
    return tuple(found)


_T = TypeVar("_T", bound=Target)


@dataclass(frozen=True, slots=True)
class Targets(Generic[_T]):
    """What a writer has made of the survey.

    Attributes:
        order: all targets in the order in which they are written.
        by_label: those with a label.
    """

    order: tuple[_T, ...]
    by_label: Mapping[str, _T]

    @classmethod
    def of(cls, order: Iterable[_T]) -> Targets[_T]:
        """The targets, given in their order."""
        order = tuple(order)
        return cls(order, {found.label: found for found in order if found.label is not None})

    def find(self, node: CrossReference) -> _T | None:
        """What a reference leads to; None where there is no such thing."""
        return self.by_label.get(node.label) or self.by_label.get(node.label[:1].lower() + node.label[1:])

    def need(self, node: CrossReference, origin: Place | None, faults: Faults) -> _T | None:
        """The same, and that it has words to refer to it by; None where T209 has been noted, at `origin`."""
        target = self.find(node)
        if target is not None and target.is_named:
            return target
        what = "has no caption, and so no number to refer to" if target else "stands nowhere in the document"
        todo = "Give it a caption." if target else did_you_mean(node.label, self.by_label)
        faults.add("T209", f"The label “{node.label}” {what}.", origin, todo, label=node.label)
        return None

    def words(self, node: CrossReference, target: Target, wording: Wording) -> tuple[str, str, str]:
        """What a reference says, such as `avsnitt 2.1`: its target's number or text, and what stands on either side.

        A label that begins with a capital begins a sentence.
        """
        # “2.” is 2 within a sentence
        said, behind = target.number.rstrip("."), ""
        if target.kind == "table":
            before = f"{wording.table_inline}\u00a0"
        elif target.kind == "figure":
            before = f"{wording.figure_inline}\u00a0"
        elif said:
            before = f"{wording.section}\u00a0"
        else:
            before, _, behind = wording.named_section.partition("{}")
            said = target.text
        if node.label not in self.by_label:
            before = before[:1].upper() + before[1:]
        return before, said, behind

    def spoken(self, children: Iterable[Inline], wording: Wording) -> str:
        """The text of inline nodes with the words of references, for what is only read aloud; without notes."""
        said: list[str] = []
        for child in children:
            if isinstance(child, CrossReference):
                target = self.find(child)
                said += self.words(child, target, wording) if target else ()
            else:
                said.append(plain_text((child,)))
        return "".join(said)
