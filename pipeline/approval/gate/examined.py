"""A document as the gate looks at it: its tree, its Word file and its PDF, each taken apart once."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.places import Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.approval.gate.expected import Expected
    from pipeline.approval.gate.said import Said
    from pipeline.building.compose import Composed
    from pipeline.content.adoption import Adoption
    from pipeline.content.model import Metadata

#: Endings of the members of a Word file that are XML.
_XML = (".xml", ".rels", ".vml")


@dataclass(frozen=True)
class Examined:
    """What every check of the gate is given.

    Attributes:
        composed: the document that both files were made of.
        word: the Word file.
        pdf: the finished PDF.
        adoption: how the document is adopted; None for a rehearsal on a draft.
        file: how faults name the document, without ending.
    """

    composed: Composed
    word: bytes
    pdf: bytes
    adoption: Adoption | None
    file: str

    @property
    def metadata(self) -> Metadata:
        """What the document's properties have to say."""
        return self.composed.document.metadata

    @property
    def word_place(self) -> Place:
        """The Word file, for faults."""
        return Place(f"{self.file}.docx")

    @property
    def pdf_place(self) -> Place:
        """The PDF, for faults."""
        return Place(f"{self.file}.pdf")

    @cached_property
    def members(self) -> Mapping[str, bytes]:
        """The members of the Word file."""
        with zipfile.ZipFile(io.BytesIO(self.word)) as package:
            return {name: package.read(name) for name in package.namelist()}

    @cached_property
    def parts(self) -> Mapping[str, etree._Element]:
        """Those of them that are XML, read."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        return {name: etree.fromstring(data, parser) for name, data in self.members.items() if name.endswith(_XML)}

    @cached_property
    def expected(self) -> Expected:
        """What the document's tree and its template say, and so both files must."""
        from pipeline.approval.gate.expected import expected

        return expected(self.composed)

    @cached_property
    def said_by_pdf(self) -> Said:
        """What the PDF says."""
        from pipeline.approval.gate.said_by_pdf import said_by_pdf

        return said_by_pdf(self.pdf)

    @cached_property
    def said_by_word(self) -> Said:
        """What the Word file says."""
        from pipeline.approval.gate.said_by_word import said_by_word

        return said_by_word(self.parts)
