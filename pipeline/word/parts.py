"""What a package says of its own parts: content types, relationships, and which part is the main one."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from pipeline.word.ooxml import CONTENT_TYPES, RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.word.package import Package

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MAIN_TYPE = f"{_WORD}document.main+xml"

#: Content types of the parts whose tags are filled in.
FILLED_TYPES = frozenset(
    {
        MAIN_TYPE,
        *(f"{_WORD}{name}+xml" for name in ("header", "footer", "footnotes", "endnotes", "comments")),
        "application/vnd.openxmlformats-package.core-properties+xml",
        "application/vnd.openxmlformats-officedocument.extended-properties+xml",
        "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """One line of a `.rels` member.

    Attributes:
        member: the `.rels` member that it stands in.
        kind: last step of its type, such as `hyperlink` or `image`.
        type: the whole type.
        target: member that it leads to, or the address when it is external.
        external: whether it leads out of the package.
        id: what the part calls it.
    """

    member: str
    kind: str
    type: str
    target: str
    external: bool
    id: str = ""


@dataclass(frozen=True, slots=True)
class ContentTypes:
    """`[Content_Types].xml`: types by part name and by file name extension."""

    parts: dict[str, str]
    extensions: dict[str, str]

    def of(self, member: str) -> str:
        """The content type of a member; empty when none is declared."""
        named = self.parts.get(member.casefold())
        return named if named is not None else self.extensions.get(member.rpartition(".")[2].casefold(), "")


def parse(data: bytes) -> etree._Element:
    """A member's XML as a tree; nothing is fetched, no entity filled in, blank text between elements dropped."""
    parser = etree.XMLParser(
        remove_blank_text=True, resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(data, parser)


def read_content_types(package: Package) -> ContentTypes:
    """The content types; the member must be well-formed."""
    types = ContentTypes({}, {})
    for element in parse(package.read("[Content_Types].xml")):
        kind = element.get("ContentType", "").split(";")[0].strip()
        if element.tag == f"{{{CONTENT_TYPES}}}Override":
            types.parts[element.get("PartName", "").lstrip("/").casefold()] = kind
        elif element.tag == f"{{{CONTENT_TYPES}}}Default":
            types.extensions[element.get("Extension", "").casefold()] = kind
    return types


def read_relationships(package: Package) -> Iterator[Relationship]:
    """All relationships of all parts, in the order of the package; their members must be well-formed."""
    for member in package.members:
        if not member.endswith(".rels"):
            continue
        source = posixpath.dirname(posixpath.dirname(member))
        for element in parse(package.read(member)).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            kind, target = element.get("Type", ""), element.get("Target", "")
            external = element.get("TargetMode") == "External"
            if not external:
                target = _inside(source, target)
            yield Relationship(member, kind.rpartition("/")[2], kind, target, external, element.get("Id", ""))


def relationships_member(part: str) -> str:
    """The `.rels` member of a part."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _inside(folder: str, target: str) -> str:
    """The member that a target names; it may be written from the package's root, and percent-encoded."""
    path = target.partition("#")[0]
    if not path:
        return ""
    return posixpath.normpath(posixpath.join("/", folder, unquote(path))).lstrip("/")
