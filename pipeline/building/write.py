"""From documents to Word files, and what is wrong with templates, or with how documents and templates fit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.checks.word_file import check_word_file
from pipeline.content.model import Block, Figure, Picture
from pipeline.faults import Fault, Faults
from pipeline.word.compiled import CompiledTemplate, compile_template
from pipeline.word.writer import write_document

if TYPE_CHECKING:
    from pipeline.building.compose import Composed
    from pipeline.content.model import Document
    from pipeline.word.writer import Written

#: A PNG of one white dot.
_DOT: Final = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010100000000376ef9240000000a4944415478da6368000000820081da45083b"
    "0000000049454e44ae426082"
)


def write_all(
    composed: Mapping[str, Composed], guessed: Mapping[str, Mapping[str, int]] | None = None
) -> dict[str, Written]:
    """The Word files for a first layout, by document name.

    Args:
        composed: the documents.
        guessed: for each document, the pages of its headings as the last build found them, which are right more often
            than not; None when nothing is known.

    Raises:
        FaultError: everything that is wrong with templates, or with how documents and templates fit.
    """
    faults = Faults()
    templates: dict[str, CompiledTemplate] = {}
    broken: set[str] = set()
    written: dict[str, Written] = {}
    for name, document in composed.items():
        if document.template in broken:
            continue
        if document.template not in templates:
            broken.add(document.template)
            with faults.collecting():
                templates[document.template] = compile_template(document.template_data, document.template)
                broken.discard(document.template)
            if document.template in broken:
                continue
        with faults.collecting():
            pages = (guessed or {}).get(name) or None
            written[name] = write_document(document.document, templates[document.template], pages=pages)
    for name, done in written.items():
        faults.extend(check_word_file(done.data, f"outputs/{name}.docx"))
    faults.raise_if_errors()
    return written


def template_remarks(composed: Mapping[str, Composed]) -> tuple[Fault, ...]:
    """What templates that can be used are still warned of."""
    faults = Faults()
    for document in composed.values():
        faults.extend(compile_template(document.template_data, document.template).warnings)
    return tuple(faults)


def sketched(document: Document) -> Document:
    """The document with a white dot, of the same size on paper, for each chart and diagram.

    Whether they can be drawn is known once their pictures are made; only a reader needs the pixels, and they cost more
    than all else that a check does.
    """
    parts = {name: tuple(_sketched(block) for block in blocks) for name, blocks in document.parts.items()}
    return replace(document, parts=parts)


def _sketched(block: Block) -> Block:
    if not isinstance(block, Figure) or isinstance(block.picture.source, bytes):
        return block
    return replace(block, picture=Picture(_DOT, "image/png", block.picture.width, block.picture.height))
