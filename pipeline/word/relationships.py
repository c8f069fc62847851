"""Relationships (`.rels` members) and content types: what a part points at, and what each part is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from lxml import etree

from pipeline.word.ooxml import CONTENT_TYPES, DECLARATION, RELATIONSHIPS, R, attribute

if TYPE_CHECKING:
    from collections.abc import Iterable

RelationshipType: TypeAlias = Literal[
    "hyperlink", "image", "footnotes", "core-properties", "extended-properties", "custom-properties"
]
_CORE = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"


class RelationshipPart:
    """A `.rels` member that grows: the template's relationships, and those that the writer adds.

    Relationships that are equal share one id.
    """

    def __init__(self, data: bytes | None) -> None:
        self._data = data
        self._made: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        if data is not None:
            for element in etree.fromstring(data):
                kind, target = element.get("Type", ""), element.get("Target", "")
                self._taken.add(element.get("Id", ""))
                if element.get("TargetMode") != "External":
                    self._made.setdefault(
                        (kind.rsplit("/", 1)[-1], target.removeprefix("/word/")), element.get("Id", "")
                    )
        self._new: list[str] = []

    def add(self, kind: RelationshipType, target: str) -> str:
        """The id of a relationship to `target`: an address for a hyperlink, a path beside the part for all else."""
        key = (kind, target)
        known = self._made.get(key)
        if known is not None:
            return known
        number = len(self._new) + 1
        while (made := f"rIdW{number}") in self._taken:
            number += 1
        self._taken.add(made)
        self._made[key] = made
        kind_uri = _CORE if kind == "core-properties" else f"{R}/{kind}"
        mode = ' TargetMode="External"' if kind == "hyperlink" else ""
        self._new.append(
            f'<Relationship xmlns="{RELATIONSHIPS}" Id="{made}" Type="{kind_uri}" Target="{attribute(target)}"{mode}/>'
        )
        return made

    def targets(self, kind: str) -> list[str]:
        """Paths, beside the part, of the template's relationships of that type."""
        return [target for of, target in self._made if of == kind]

    def changed(self) -> bytes | None:
        """The member with what was added; None when nothing was."""
        return _grown(self._data or f'{DECLARATION}<Relationships xmlns="{RELATIONSHIPS}"/>'.encode(), self._new)


def with_content_types(data: bytes, defaults: Iterable[tuple[str, str]], parts: Iterable[tuple[str, str]]) -> bytes:
    """`[Content_Types].xml` with content types by file extension and by part name (`/word/footnotes.xml`) added."""
    known = {
        (element.get("Extension") or element.get("PartName") or "").casefold() for element in etree.fromstring(data)
    }
    new = [
        f'<Default xmlns="{CONTENT_TYPES}" Extension="{extension}" ContentType="{kind}"/>'
        for extension, kind in defaults
        if extension not in known
    ]
    new += [
        f'<Override xmlns="{CONTENT_TYPES}" PartName="{name}" ContentType="{kind}"/>'
        for name, kind in parts
        if name.casefold() not in known
    ]
    return _grown(data, new) or data


def _grown(data: bytes, children: list[str]) -> bytes | None:
    if not children:
        return None
    root = etree.fromstring(data)
    root.extend(etree.fromstring(child) for child in children)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
