"""The prose of a plan, and where lists and tables that come from data are put into it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pipeline.content.model import Heading
from pipeline.content.prose import Prose, read_prose
from pipeline.faults import FaultError, Faults, did_you_mean
from pipeline.kinds.base import DocumentSettings
from pipeline.kinds.common import figures_and_references
from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.content.model import Block
    from pipeline.figures.book import NamedFigure
    from pipeline.kinds.base import Inputs

S = TypeVar("S", bound=DocumentSettings)


def read_text(
    inputs: Inputs[S], paths: Sequence[str], where: str, *, figures: Mapping[str, NamedFigure] | None = None
) -> Prose:
    """Read a plan's texts with its figures.yaml and references.yaml.

    Args:
        inputs: the document's inputs.
        paths: the texts, in order.
        where: file or folder where texts are looked for, for the fault when there are none.
        figures: named figures that the kind has itself, beside those of figures.yaml.

    Raises:
        FaultError: everything that is wrong with them; I310 there is no text.
    """
    faults = Faults()
    with faults.collecting():
        book, references = figures_and_references(inputs)
    if not paths:
        faults.add("I310", "The document has no text.", Place(where), "Write it in Markdown.", part="text")
    faults.raise_if_errors()
    book = replace(book, figures={**(figures or {}), **book.figures})
    inputs.books[-1:] = [book]
    prose = read_prose(inputs.reader, paths, book, references, language=inputs.settings.language)
    inputs.remarks.extend(prose.warnings)
    if not prose.blocks:
        raise FaultError.of("I310", "The document has no text.", Place(paths[0]), "Write it in Markdown.", part="text")
    return prose


def put_in_section(
    blocks: Sequence[Block], label: str, added: Sequence[Block], what: str, file: str
) -> tuple[Block, ...]:
    """The blocks with `added` at the end of a section's own text, before its subsections.

    Args:
        blocks: the document's text.
        label: of the section's heading, such as `sec-malgrupper`.
        added: what to put there.
        what: what that is, for the fault.
        file: where the text stands, for the fault.

    Raises:
        FaultError: I355 no heading has that label.
    """
    start = section_start(blocks, label, what, file)
    end = start + 1
    while end < len(blocks) and not isinstance(blocks[end], Heading):
        end += 1
    return (*blocks[:end], *added, *blocks[end:])


def section_start(blocks: Sequence[Block], label: str, what: str, file: str) -> int:
    """Index of the heading with a label.

    Raises:
        FaultError: I355 no heading has that label.
    """
    labels = [block.label for block in blocks if isinstance(block, Heading) and block.label]
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and block.label == label:
            return index
    message = f"The text has no section {{#{label}}} for {what}."
    todo = f"{did_you_mean(label, labels)} Write a heading with {{#{label}}} where it is to stand.".strip()
    raise FaultError.of("I355", message, Place(file), todo, label=label)
