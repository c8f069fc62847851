"""A Word template with docxtpl's tags: compiled once, rendered many times."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.faults import Fault, Faults
from pipeline.places import Place
from pipeline.word.admission import admit
from pipeline.word.copies import TakenIds
from pipeline.word.package import read_package
from pipeline.word.part_template import PartTemplate, compile_part
from pipeline.word.parts import FILLED_TYPES, parse, read_content_types, relationships_member
from pipeline.word.render import render_one, render_package
from pipeline.word.sandbox import TemplateEnvironment
from pipeline.word.tag_search import TagSearch
from pipeline.word.tag_syntax import check_syntax
from pipeline.word.unseen import without_unseen
from pipeline.word.values import Markup

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from pipeline.content.model import Plain
    from pipeline.word.package import Package
    from pipeline.word.tag_model import FoundTag

__all__ = ["CompiledTemplate", "Markup", "compile_template"]


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template that is ready to be rendered.

    Attributes:
        file: path as people know it.
        package: the file's members, without those that no reader sees.
        parts: the parts that hold tags, the main part first.
        tags: all tags, by number less one.
        taken: ids of the parts that hold none.
        warnings: what does not stop it from being used.
    """

    file: str
    package: Package = field(repr=False)
    parts: tuple[PartTemplate, ...]
    tags: tuple[FoundTag, ...] = field(repr=False)
    taken: TakenIds = field(repr=False)
    warnings: tuple[Fault, ...] = ()

    def member(self, name: str) -> bytes | None:
        """A member as it is in the template, tags and all; None when there is none of that name."""
        return self.package.read(name) if name in self.package else None

    def render_part(self, name: str, context: Mapping[str, Plain | Markup]) -> bytes | None:
        """One part with its tags filled in, as it is where it holds none; None when there is none of that name.

        Raises:
            FaultError: as `render`.
        """
        return render_one(self, name, context) if name in self.package else None

    def render(self, context: Mapping[str, Plain | Markup], *, parts: Mapping[str, bytes] | None = None) -> bytes:
        """The finished .docx; the same arguments give the same bytes.

        Args:
            context: the template's variables: plain values (text, whole numbers, decimals, dates, lists and mappings
                of them), and Markup for what `{{p name }}` places.
            parts: members to put in place of the template's own, or beside them; their bytes are taken as they are,
                and tags in them are not filled in.

        Raises:
            FaultError: everything that is wrong: T124 variables that are not given, T130 values that are not plain,
                T131 text that no Word file can hold, T132 to T136 values that cannot stand where the tag is, T134 tags
                that fail, T137 notes repeated by a loop, T138 link addresses lost to `parts`.
        """
        return render_package(self, context, parts or {})


def compile_template(data: bytes, file: str) -> CompiledTemplate:
    """Compile a template; the last few are kept, so that asking again costs nothing.

    Args:
        data: the .docx.
        file: path as people know it, for faults.

    Raises:
        FaultError: everything that is wrong: T102 to T113 the file is not admitted, T104 too many tags, T120 a tag
            that cannot be read, T121 a tag that is not whole, T122 content that docxtpl would drop, T123 what
            templates may not use, T126 statements that tear the XML, T127 tags in the wrong place.
    """
    return _compiled(data, file)


@lru_cache(maxsize=16)
def _compiled(data: bytes, file: str) -> CompiledTemplate:
    template, faults = examine(data, file)
    faults.raise_if_errors()
    return template


def examine(data: bytes, file: str) -> tuple[CompiledTemplate, Faults]:
    """Compile as far as it goes: a part with faults is left out, and the others are looked at all the same.

    Args:
        data: the .docx.
        file: path as people know it.

    Raises:
        FaultError: T102 to T113, when the file is not admitted and nothing more can be said of it.
    """
    package = read_package(data, file)
    faults = admit(package)
    faults.raise_if_errors()
    search = TagSearch(file, faults)
    trees: dict[str, _Element] = {}
    filled = filled_parts(package)
    for name in filled:
        member = package.read(name)
        # A brace may be written as a character reference or percent-encoded, too.
        if b"{" in member or b"&#" in member or b"%7" in member:
            tree = parse(member)
            if search.search(name, tree):
                trees[name] = tree
    check_syntax(search.tags, file, faults)
    broken = {fault.place.part for fault in faults if fault.place and fault.level == "error"}
    environment = TemplateEnvironment()
    parts = [
        compile_part(name, tree, search.tags, environment, file, faults)
        for name, tree in trees.items()
        if name not in broken
    ]
    _check_others(package, filled, faults)
    still = (name for name in filled if name not in trees and not name.endswith(".rels"))
    template = CompiledTemplate(
        file,
        without_unseen(package),
        parts=tuple(part for part in parts if part),
        tags=tuple(search.tags),
        taken=TakenIds.of(package.read(name).decode("utf-8", "replace") for name in still),
        warnings=tuple(fault for fault in faults if fault.level != "error"),
    )
    return template, faults


def filled_parts(package: Package) -> tuple[str, ...]:
    """The members whose tags are filled in: the main part first, then the others, and the addresses of their links."""
    types = read_content_types(package)
    names = sorted(
        (name for name in package.members if types.of(name) in FILLED_TYPES),
        key=lambda name: (not types.of(name).endswith("document.main+xml"), name),
    )
    links = (relationships_member(name) for name in names)
    return (*names, *(name for name in links if name in package))


def _check_others(package: Package, filled: tuple[str, ...], faults: Faults) -> None:
    """T125: tags where nothing fills them in, such as a chart's title."""
    for name in package.members:
        if name.endswith(".xml") and name not in filled:
            member = package.read(name)
            for begin, end in ((b"{{", b"}}"), (b"{%", b"%}")):
                if begin in member and end in member:
                    faults.add(
                        "T125",
                        "The part holds what looks like a tag; tags are not filled in there.",
                        Place(package.file, part=name),
                        "Move it into the text, a header, a footer, a note, a comment or a property.",
                        level="warning",
                    )
                    break
