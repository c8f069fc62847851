"""A Word file, opened for checks."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from pipeline.checks.ooxml import W, WordPart
from pipeline.places import Place


@dataclass(frozen=True)
class WordFile:
    """A Word file: its parts with text, its styles, its places.

    Attributes:
        data: its bytes.
        file: its path, for places.
    """

    data: bytes
    file: str

    @cached_property
    def parts(self) -> tuple[WordPart, ...]:
        """The parts with text that is read: body, headers, footers, notes."""
        names = ("document", "header", "footer", "footnotes", "endnotes")
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return tuple(
                WordPart(name, etree.fromstring(package.read(name)))
                for name in sorted(package.namelist())
                if name.startswith(tuple(f"word/{begin}" for begin in names)) and name.endswith(".xml")
            )

    @cached_property
    def styles(self) -> etree._Element:
        """word/styles.xml."""
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return etree.fromstring(package.read("word/styles.xml"))

    @cached_property
    def style_names(self) -> dict[str, str]:
        """Style id → its name."""
        return {
            str(style.get(f"{W}styleId")): str(name.get(f"{W}val"))
            for style in self.styles.iter(f"{W}style")
            if (name := style.find(f"{W}name")) is not None
        }

    @cached_property
    def settings(self) -> etree._Element | None:
        """word/settings.xml; None when there is none."""
        return self._member("word/settings.xml")

    @cached_property
    def language(self) -> str:
        """What the core properties say of the language; empty when they say nothing."""
        core = self._member("docProps/core.xml")
        return "" if core is None else core.findtext("{http://purl.org/dc/elements/1.1/}language", "")

    @cached_property
    def is_draft(self) -> bool:
        """What the custom properties say of it; False when they say nothing."""
        custom = self._member("docProps/custom.xml")
        found = [] if custom is None else [one for one in custom if one.get("name") == "Utkast"]
        return any("".join(map(str, one.itertext())).strip() == "true" for one in found)

    def target(self, relation: str) -> str | None:
        """The part that a relationship of the main part leads to; None for an unknown one."""
        relations = self._member("word/_rels/document.xml.rels")
        found = [] if relations is None else [one for one in relations if one.get("Id") == relation]
        target = str(found[0].get("Target")) if found else None
        return target and (target.removeprefix("/") if target.startswith("/") else f"word/{target}")

    def _member(self, name: str) -> etree._Element | None:
        with zipfile.ZipFile(io.BytesIO(self.data)) as package:
            return etree.fromstring(package.read(name)) if name in package.namelist() else None

    def place(self, part: str, paragraph: str | None = None) -> Place:
        """A place in this file; only the beginning of a long paragraph is quoted."""
        return Place(self.file, part=part, paragraph=paragraph[:60] if paragraph else None)
