"""The document as a whole: labels, cross-references and footnotes over all its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.content.charted import numbers_label
from pipeline.content.model import CrossReference, Figure, FootnoteMark, Heading, Table
from pipeline.content.walk import walk_blocks, walk_inlines
from pipeline.faults import Faults, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.content.model import Block, Document
    from pipeline.figures.book import ChartDefinition, FigureBook, OverviewDefinition

_KINDS: Final[Mapping[str, str]] = {"sec": "heading", "tbl": "table", "fig": "figure"}


def check_document(document: Document, book: FigureBook | None = None) -> Faults:
    """What is wrong with a document as a whole.

    Args:
        document: composed from all its inputs.
        book: its figures.yaml, to tell what is defined there and never placed; None when it has none.

    Returns:
        I255 (hint) a table or figure that is never placed; I271 a label used twice; I272 a cross-reference to nothing;
        I273 a cross-reference to something that has no number; I274 a footnote that the document lacks; I295 a figure
        that gives a withheld number of people away.
    """
    faults = Faults()
    labelled = _labels(document, faults)
    inlines = [node for blocks in document.parts.values() for node in walk_inlines(blocks)]
    inlines += walk_inlines(paragraph for note in document.footnotes.values() for paragraph in note.children)
    for node in inlines:
        if isinstance(node, CrossReference):
            _check_reference(node, labelled, faults)
        elif isinstance(node, FootnoteMark) and node.key not in document.footnotes:
            todo = did_you_mean(node.key, document.footnotes)
            faults.add("I274", f"The document has no footnote “{node.key}”.", node.origin, todo, footnote=node.key)
    if book is not None:
        places = {name: definition.place for name, definition in book.tables.items()}
        places |= {name: definition.place for name, definition in book.charts.items()}
        places |= {name: definition.place for name, definition in book.diagrams.items()}
        places |= {name: definition.place for name, definition in book.overviews.items()}
        charted: list[ChartDefinition | OverviewDefinition] = [*book.charts.values(), *book.overviews.values()]
        apart = (one for one in charted if one.numbers == "apart" and one.name in labelled)
        places |= {numbers_label(one.name): one.place for one in apart}
        for name, place in places.items():
            if name not in labelled:
                message = f"{name} is defined and never placed."
                faults.add("I255", message, place, f"Place it with ![]({name}).", level="hint", name=name)
    if book is not None and book.protection is not None:
        from pipeline.figures.suppression.document import disclosures  # with its solvers, for those who need it

        faults.extend(disclosures(document, book.protection))
    return faults


def traceable(document: Document, book: FigureBook) -> FigureBook:
    """The figures of a document as they may be traced: without the numbers of people that it does not tell."""
    if book.protection is None:
        return book
    from pipeline.figures.suppression.document import traceable as without_secrets  # for those who need its solvers

    return without_secrets(document, book)


def _labels(document: Document, faults: Faults) -> dict[str, Block]:
    labelled: dict[str, Block] = {}
    for block in _blocks(document):
        label = block.label if isinstance(block, Heading | Table | Figure) else None
        if label is None:
            continue
        if label in labelled:
            first = getattr(labelled[label], "origin", None)
            todo = f"It stands at {first} as well." if first else "Give one of them another label."
            place = getattr(block, "origin", None)
            faults.add("I271", f"The label “{label}” is used twice.", place, todo, label=label)
        else:
            labelled[label] = block
    return labelled


def _blocks(document: Document) -> Iterator[Block]:
    for blocks in document.parts.values():
        yield from walk_blocks(blocks)


def _check_reference(node: CrossReference, labelled: Mapping[str, Block], faults: Faults) -> None:
    label = node.label[:1].lower() + node.label[1:]
    kind = _KINDS.get(label.partition("-")[0], "heading, table or figure")
    block = labelled.get(label)
    if block is None:
        near = did_you_mean(label, (name for name in labelled if name[:3] == label[:3]))
        todo = near or f"Label the {kind} with {{#{label}}}, or place it."
        faults.add("I272", f"There is no {kind} “{label}”.", node.origin, todo, label=label)
    elif isinstance(block, Heading) and not block.numbered:
        todo = "Refer to a numbered heading, or name it in words."
        faults.add("I273", f"The heading “{label}” has no number to refer to.", node.origin, todo, label=label)
    elif isinstance(block, Table | Figure) and not block.caption:
        todo = "Give it a caption."
        faults.add("I273", f"The {kind} “{label}” has no caption, and so no number.", node.origin, todo, label=label)
