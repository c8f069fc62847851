"""Parts of a template that no reader sees: Word keeps them beside the text, and they are not passed on."""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from pipeline.word.package import CONTENT_TYPES, Member, Package
from pipeline.word.parts import parse, read_relationships

#: A small picture of the template, what Word or a document server stores about it, building blocks. They tell of those
#: who made the template, and nothing of the document.
_UNSEEN: Final = re.compile(r"docProps/thumbnail\.\w+|customXml/.*|word/glossary/.*|\[trash\]/.*", re.IGNORECASE)


def without_unseen(package: Package) -> Package:
    """The package without those parts, and without what points at them; itself when it has none."""
    gone = {name for name in package.members if _UNSEEN.fullmatch(name)}
    if not gone:
        return package
    members = {name: member for name, member in package.members.items() if name not in gone}
    pointing: dict[str, set[str]] = {}
    for relation in read_relationships(package):
        if relation.target in gone and relation.member in members:
            pointing.setdefault(relation.member, set()).add(relation.id)
    for name, ids in pointing.items():
        members[name] = _less(package, name, "Id", ids)
    members[CONTENT_TYPES] = _less(package, CONTENT_TYPES, "PartName", {f"/{name}" for name in gone})
    return Package(package.file, members)


def _less(package: Package, name: str, attribute: str, values: set[str]) -> Member:
    root = parse(package.read(name))
    for element in list(root):
        if element.get(attribute) in values:
            root.remove(element)
    return Member.of(name, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
